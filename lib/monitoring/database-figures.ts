import type { Ctx } from '../context';

export type TableFigures = {
  schema: string;
  table: string;
  /** Rows as PostgreSQL last estimated them. */
  live: number;
  /** Old versions of rows that no vacuum has removed yet. */
  dead: number;
  /** The dead of all, from 0 to 1. */
  dead_share: number;
  vacuumed_at: string | null;
};

/** A session that waits for a lock which others hold. */
export type LockWait = {
  pid: number;
  /** What kind of lock it is, and of which table where it is one's. */
  locktype: string;
  mode: string;
  table: string | null;
  /** The sessions that it waits for. */
  blocked_by: number[];
  seconds: number;
};

export type ServerFigures = {
  version: string;
  bytes: number;
  connections: number;
  most_connections: number;
  /** Transactions that PostgreSQL ended because they waited for each other; a wait alone is none. */
  deadlocks: number;
  /** Since when deadlocks are counted; null: since the database was made. */
  counted_since: string | null;
};

type Db = Pick<Ctx, 'db'>;
type Moments<T, K extends keyof T> = Omit<T, K> & Record<K, Date | null>;

/** Every table of ours and of the queue, the one with most dead rows first. From the statistics alone: no table is read. */
export async function tableFigures({ db }: Db): Promise<TableFigures[]> {
  const rows = await db.$queryRaw<Moments<TableFigures, 'vacuumed_at'>[]>`
    SELECT schemaname AS schema, relname AS table, n_live_tup::float8 AS live, n_dead_tup::float8 AS dead,
      n_dead_tup::float8 / greatest(n_live_tup + n_dead_tup, 1) AS dead_share,
      greatest(last_vacuum, last_autovacuum) AS vacuumed_at
    FROM pg_stat_user_tables ORDER BY n_dead_tup DESC, schemaname, relname`;
  return rows.map(({ vacuumed_at: at, ...row }) => ({ ...row, vacuumed_at: at?.toISOString() ?? null }));
}

/** Every session that waits for a lock of this database, the one that has waited longest first. */
export async function lockWaits({ db }: Db): Promise<LockWait[]> {
  return db.$queryRaw<LockWait[]>`
    SELECT wait.pid, wait.locktype, wait.mode, held.relname AS table, pg_blocking_pids(wait.pid) AS blocked_by,
      greatest(extract(epoch FROM clock_timestamp() - coalesce(wait.waitstart, session.state_change)), 0)::float8 AS seconds
    FROM pg_locks AS wait
      JOIN pg_stat_activity AS session ON session.pid = wait.pid AND session.datname = current_database()
      LEFT JOIN pg_class AS held ON held.oid = wait.relation
    WHERE NOT wait.granted ORDER BY seconds DESC, wait.pid`;
}

export async function serverFigures({ db }: Db): Promise<ServerFigures> {
  const [row] = await db.$queryRaw<Moments<ServerFigures, 'counted_since'>[]>`
    SELECT current_setting('server_version') AS version, pg_database_size(current_database())::float8 AS bytes,
      numbackends AS connections, current_setting('max_connections')::int AS most_connections,
      deadlocks::float8 AS deadlocks, stats_reset AS counted_since
    FROM pg_stat_database WHERE datname = current_database()`;
  if (!row) throw new Error('the database answered nothing');
  const { counted_since: since, ...figures } = row;
  return { ...figures, counted_since: since?.toISOString() ?? null };
}
