import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { LAST_ROW, type End, type Head, type Sequences, type Sum, type Table } from './backup-file';
import { databaseProblem } from './database-problem';
import { migratedTo, sequences, tablesInOrder } from './tables';

/**
 * Writes all data of the database, as they are at one moment, into one file. Nothing is held in memory and nobody has to wait;
 * the file gets its name when it is complete.
 */
export async function backup(databaseUrl: string, file: string): Promise<End['end']> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  const part = `${file}.part`;
  try {
    const total = { tables: 0, rows: 0 };
    await mkdir(dirname(resolve(file)), { recursive: true });
    const target = createWriteStream(part, { mode: 0o600, flush: true });
    await pipeline(Readable.from(everything(client, total)), createGzip(), target);
    await rename(part, file);
    return total;
  } finally {
    await rm(part, { force: true });
    await client.end();
  }
}

async function* everything(client: pg.Client, total: End['end']) {
  await client.query(
    'SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET datestyle = ISO',
  );
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  yield line({ tributary: 1, made_at: new Date().toISOString(), ...(await migratedTo(client)) });
  for (const table of await tablesInOrder(client)) {
    yield line(table);
    const sum: Sum = { rows: 0, sha256: '' };
    yield* rowsOf(client, `COPY ${table.table} (${table.columns.join(', ')}) TO STDOUT`, sum);
    yield LAST_ROW;
    yield line(sum);
    total.tables += 1;
    total.rows += sum.rows;
  }
  // Sequences know no snapshot: read last, they are at or past every id in the rows.
  yield line({ sequences: await sequences(client) });
  await client.query('COMMIT');
  yield line({ end: total });
}

async function* rowsOf(client: pg.Client, copy: string, sum: Sum): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  const stream = client.query(copyTo(copy));
  for await (const chunk of stream) {
    hash.update(chunk as Buffer);
    yield chunk as Buffer;
  }
  sum.rows = stream.rowCount;
  sum.sha256 = hash.digest('hex');
}

const line = (value: Head | Table | Sum | Sequences | End) => `${JSON.stringify(value)}\n`;

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const url = process.env.DATABASE_URL ?? '';
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = join(process.env.TRIBUTARY_DATA || '.data', 'backups');
  const file = process.argv[2] ?? join(folder, `tributary-${stamp}.backup`);
  try {
    const { tables, rows } = await backup(url, file);
    console.log(`Backed up ${rows.toLocaleString('en')} rows of ${tables} tables to ${resolve(file)}.`);
    console.log(
      'It holds data only: keep the secrets (settings, or secrets.json in the data folder) beside it.',
    );
  } catch (error) {
    console.error(`No backup was made: ${databaseProblem(url, error)}`);
    process.exit(1);
  }
}
