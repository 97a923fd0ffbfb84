import type pg from 'pg';
import type { Head, Sequences, Table } from './backup-file';

const SCHEMAS = `('public', 'graphile_worker')`;
// Kept by the two migrators themselves; a backup names what they say and leaves their rows to them.
const MIGRATORS = `('_prisma_migrations', 'migrations')`;

/** Every table with data of its own, those that others refer to first; generated columns are left to be generated. */
export async function tablesInOrder(client: pg.Client): Promise<Table[]> {
  const { rows: tables } = await client.query<Table & { refers_to: string[] }>(`
    SELECT c.oid::regclass::text AS "table",
           (SELECT array_agg(quote_ident(a.attname) ORDER BY a.attnum) FROM pg_attribute a
             WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
           ARRAY(SELECT DISTINCT f.confrelid::regclass::text FROM pg_constraint f
             WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid <> c.oid) AS refers_to
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND n.nspname IN ${SCHEMAS} AND c.relname NOT IN ${MIGRATORS}
     ORDER BY 1`);
  const ordered: Table[] = [];
  const placed = new Set<string>();
  while (ordered.length < tables.length) {
    const next = tables.filter(
      (t) => !placed.has(t.table) && t.refers_to.every((other) => placed.has(other)),
    );
    if (next.length === 0)
      throw new Error('tables refer to each other in a circle: rows cannot be put back in any order');
    for (const { table, columns } of next) {
      placed.add(table);
      ordered.push({ table, columns });
    }
  }
  return ordered;
}

/** What the database has been migrated to. */
export async function migratedTo(client: pg.Client): Promise<Pick<Head, 'migrations' | 'queue' | 'server'>> {
  const { rows } = await client.query<Pick<Head, 'migrations' | 'queue' | 'server'>>(`
    SELECT ARRAY(SELECT migration_name::text FROM _prisma_migrations
                  WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name) AS migrations,
           (SELECT max(id) FROM graphile_worker.migrations) AS queue,
           current_setting('server_version') AS server`);
  return rows[0]!;
}

export async function sequences(client: pg.Client): Promise<Sequences['sequences']> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, sequencename) AS name FROM pg_sequences WHERE schemaname IN ${SCHEMAS} ORDER BY 1`,
  );
  const states = [];
  for (const { name } of rows) {
    const { rows: state } = await client.query<{ last_value: string; is_called: boolean }>(
      `SELECT last_value, is_called FROM ${name}`,
    );
    states.push({ name, ...state[0]! });
  }
  return states;
}
