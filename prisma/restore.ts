import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { BackupReader, type End, type Head, type Sequences, type Sum, type Table } from './backup-file';
import { databaseProblem } from './database-problem';
import { migrate } from './migrate';
import { migrationsOnDisk } from './migrations-on-disk';
import { migratedTo, tablesInOrder } from './tables';

/**
 * Puts a backup into an empty database: all of it or, when anything does not agree, nothing. An older backup is put in as it
 * was and migrated afterwards.
 */
export async function restore(databaseUrl: string, file: string): Promise<End['end']> {
  const reader = new BackupReader(file);
  const head = await reader.line<Head>();
  if (head.tributary !== 1) throw new Error(`${file} is no backup of Tributary`);
  refuseNewer(head);
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await refuseFilled(client);
    await migrate(databaseUrl, head.migrations);
    await refuseOtherQueue(client, head);
    await client.query(
      'BEGIN; SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0',
    );
    const total = await putBack(client, reader);
    await client.query('COMMIT');
    await client.query('ANALYZE');
    await migrate(databaseUrl);
    return total;
  } finally {
    await client.end();
  }
}

function refuseNewer({ migrations }: Head) {
  const known = new Set(migrationsOnDisk().migrationDirectories.map(({ path }) => path));
  const unknown = migrations.filter((name) => !known.has(name));
  if (unknown.length)
    throw new Error(`the backup is of a newer version (${unknown.join(', ')}): restore it with that one`);
}

async function refuseFilled(client: pg.Client) {
  const { rows } = await client.query<{ there: boolean }>(
    "SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there",
  );
  if (!rows[0]?.there) return;
  for (const { table } of await tablesInOrder(client)) {
    const { rowCount } = await client.query(`SELECT FROM ${table} LIMIT 1`);
    if (rowCount)
      throw new Error(
        `the database is not empty (${table} has rows): restore into a new one, for example with TRIBUTARY_DATA=.data-restored`,
      );
  }
}

async function refuseOtherQueue(client: pg.Client, { queue }: Head) {
  const here = await migratedTo(client);
  if (here.queue !== queue)
    throw new Error(
      `the backup was made with form ${queue} of the job queue and this version has ${here.queue}: restore it with the version that made it`,
    );
}

async function putBack(client: pg.Client, reader: BackupReader): Promise<End['end']> {
  const expected = new Map((await tablesInOrder(client)).map((t) => [t.table, t]));
  // What the migrations themselves have put in is in the backup as well.
  await client.query(`TRUNCATE ${[...expected.keys()].join(', ')}`);
  const total = { tables: 0, rows: 0 };
  let piece = await reader.line<Table | Sequences>();
  for (; 'table' in piece; piece = await reader.line<Table | Sequences>()) {
    if (expected.get(piece.table)?.columns.join() !== piece.columns.join())
      throw new Error(`the backup's table ${piece.table} is not the database's`);
    total.tables += 1;
    total.rows += await putRows(client, reader, piece);
  }
  for (const { name, last_value, is_called } of piece.sequences)
    await client.query('SELECT setval($1::regclass, $2, $3)', [name, last_value, is_called]);
  const { end } = await reader.line<End>();
  if (end.tables !== total.tables || end.rows !== total.rows || total.tables !== expected.size)
    throw new Error(
      `the backup says ${end.tables} tables and ${end.rows} rows, and has ${total.tables} and ${total.rows}`,
    );
  return total;
}

async function putRows(client: pg.Client, reader: BackupReader, { table, columns }: Table): Promise<number> {
  const hash = createHash('sha256');
  async function* rowsSeen() {
    for await (const chunk of reader.rows()) {
      hash.update(chunk);
      yield chunk;
    }
  }
  const stream = client.query(copyFrom(`COPY ${table} (${columns.join(', ')}) FROM STDIN`));
  await pipeline(Readable.from(rowsSeen()), stream);
  const { rows: expected, sha256 } = await reader.line<Sum>();
  if (stream.rowCount !== expected || hash.digest('hex') !== sha256)
    throw new Error(
      `the rows of ${table} are not those that were backed up: ${stream.rowCount} of ${expected}`,
    );
  return expected;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const url = process.env.DATABASE_URL ?? '';
  const file = process.argv[2];
  if (!file) {
    console.error('Say which backup: npm run restore -- backups/tributary-….backup');
    process.exit(1);
  }
  try {
    const { tables, rows } = await restore(url, file);
    console.log(
      `Restored ${rows.toLocaleString('en')} rows of ${tables} tables; every one was counted and compared.`,
    );
    process.exit(0); // the migration engine leaves a ten-second timer behind
  } catch (error) {
    console.error(`Nothing was restored: ${databaseProblem(url, error)}`);
    process.exit(1);
  }
}
