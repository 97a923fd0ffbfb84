import { pathToFileURL } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { runMigrations as runQueueMigrations } from 'graphile-worker';
import pg from 'pg';
import { DEFAULT_TIME_ZONE } from '../lib/env';
import { databaseProblem } from './database-problem';
import { everything, schemaEngine } from './engine';
import { migrationsOnDisk } from './migrations-on-disk';

const LOCK = "hashtextextended('tributary.migrate', 0)";
const OLDEST_SERVER = 150_000;
/** The queue's own indexes hold what waits. What runs and what was given up must be found among a million of those, too. */
const TAKEN_JOBS = `
  CREATE INDEX IF NOT EXISTS tributary_taken_jobs ON graphile_worker._private_jobs (locked_at, id) WHERE NOT is_available`;

/**
 * The driver adapter splits a script at every semicolon and spreads it over the pool. Sent whole, PostgreSQL runs it in one
 * transaction, together with the row that says so: a migration is in the database completely or not at all.
 */
class WholeScripts extends PrismaPg {
  /** What PostgreSQL said of the script that failed; the engine wraps it in a trace of its own. */
  failure: Error | undefined;

  constructor(private readonly pool: pg.Pool) {
    super(pool);
  }

  override async connect() {
    const adapter = await super.connect();
    adapter.executeScript = async (script) => {
      const done =
        'UPDATE _prisma_migrations SET finished_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL';
      await this.pool.query(`${script}\n;${done}`).catch((error: unknown) => {
        this.failure = error as Error;
        throw error;
      });
    };
    return adapter;
  }
}

/**
 * Brings the database to the newest migration, or to the end of the `only` ones, then the job queue's own tables. A second
 * migration at the same time waits.
 */
export async function migrate(databaseUrl: string, only?: string[]): Promise<string[]> {
  // One connection for everything: the advisory lock belongs to a session, and must not leave it through an idle timeout.
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 1,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: 10_000,
    // Migrations that count by business day ask for it.
    options: `-c tributary.business_time_zone=${process.env.BUSINESS_TIME_ZONE ?? DEFAULT_TIME_ZONE}`,
    statement_timeout: 0,
    lock_timeout: 0,
  });
  // A lost connection is reported by the query that was using it.
  pool.on('error', () => undefined).on('connect', (client) => client.on('error', () => undefined));
  try {
    await waitForTurn(pool);
    const applied = await applyPending(pool, only);
    await runQueueMigrations({ pgPool: pool });
    await pool.query(TAKEN_JOBS);
    return applied;
  } finally {
    await pool.end();
  }
}

async function waitForTurn(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ version: number; free: boolean }>(
    `SELECT current_setting('server_version_num')::int AS version, pg_try_advisory_lock(${LOCK}) AS free`,
  );
  const { version, free } = rows[0]!;
  if (version < OLDEST_SERVER)
    throw new Error(
      `PostgreSQL ${Math.floor(version / 10_000)} is too old: Tributary needs version 15 or newer`,
    );
  if (free) return;
  console.log('Another migration of this database is running; waiting for it.');
  await pool.query(`SELECT pg_advisory_lock(${LOCK})`);
}

async function applyPending(pool: pg.Pool, only?: string[]): Promise<string[]> {
  const migrationsList = migrationsOnDisk(only);
  const database = new WholeScripts(pool);
  const engine = await schemaEngine(database);
  try {
    const state = await engine.diagnoseMigrationHistory({
      migrationsList,
      optInToShadowDatabase: false,
      filters: everything,
    });
    refuseNewerDatabase(state.history);
    // What failed or was killed left nothing behind, so its row is all there is to clear away before the next attempt.
    for (const migrationName of state.failedMigrationNames)
      await engine.markMigrationRolledBack({ migrationName });
    return (await engine.applyMigrations({ migrationsList, filters: everything })).appliedMigrationNames;
  } catch (error) {
    const name = /migration_name="([^"]+)"/.exec(String(error))?.[1];
    throw database.failure
      ? new Error(`${name ?? 'a migration'} failed and left nothing behind: ${database.failure.message}`)
      : error;
  } finally {
    engine.free();
  }
}

type History = Awaited<
  ReturnType<Awaited<ReturnType<typeof schemaEngine>>['diagnoseMigrationHistory']>
>['history'];

function refuseNewerDatabase(history: History): void {
  if (history && 'unpersistedMigrationNames' in history)
    throw new Error(
      `the database has migrations that this version does not know (${history.unpersistedMigrationNames.join(', ')}): run the version that made them`,
    );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const url = process.env.DATABASE_URL;
  if (!url) {
    console.error(
      'DATABASE_URL is not set: say which database to migrate, e.g. DATABASE_URL=postgresql://user:password@host:5432/tributary',
    );
    process.exit(1);
  }
  try {
    const applied = await migrate(url);
    console.log(applied.length ? `Migrated: ${applied.join(', ')}` : 'The database is up to date.');
    process.exit(0); // the engine leaves a ten-second timer behind
  } catch (error) {
    console.error(`The database was not migrated: ${databaseProblem(url, error)}`);
    process.exit(1);
  }
}
