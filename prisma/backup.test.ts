import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { env } from '../lib/env';
import { dropDatabase } from '../lib/testing/fresh-database';
import { createIssuedCodes, createDistributor } from '../lib/testing/factories';
import { backup } from './backup';
import { migrate } from './migrate';
import { restore } from './restore';
import { sequences, tablesInOrder } from './tables';

// Every CREATE DATABASE waits for a checkpoint.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

// What text, bytes, numbers and absence look like at their worst in a file of lines.
const AWKWARD = [
  '',
  '\\.',
  '\\N',
  'tab\tline\nreturn\r',
  '数据 \u2028 🙂',
  'quote \' " \\',
  'null',
  ' '.repeat(60_000),
];

let folder: string;
let file: string;
const made: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tributary-backup-'));
  file = join(folder, 'one.backup');
  const distributor = await createDistributor();
  await createIssuedCodes(distributor.id, { count: 3_000 });
  await onDatabase(env().DATABASE_URL, async (client) => {
    for (const [i, text] of AWKWARD.entries())
      await client.query(
        `INSERT INTO payment_events (provider, event_id, raw_body, verdict) VALUES ('sandbox', $1, $2, 'BAD_SIGNATURE')`,
        [i === 0 ? null : text.slice(0, 200), Buffer.concat([Buffer.from(text), randomBytes(5)])],
      );
    await client.query(
      `SELECT graphile_worker.add_job('codes.issue', $1::json, run_at => now() + interval '1 day')`,
      [JSON.stringify({ order_id: 1, note: '\\.' })],
    );
  });
  await backup(env().DATABASE_URL, file);
});

afterAll(async () => {
  await onDatabase(env().DATABASE_URL, async (client) => {
    for (const name of made) await dropDatabase(client, name);
  });
  await rm(folder, { recursive: true });
});

test('what is restored is what was backed up, to the byte, and ids go on where they were', async () => {
  const other = await emptyDatabase();
  const { tables, rows } = await restore(other, file);
  expect(tables).toBeGreaterThan(20);
  expect(rows).toBeGreaterThan(3_000);
  expect(await contentsOf(other)).toEqual(await contentsOf(env().DATABASE_URL));
});

test('a database with anything in it is left as it is', async () => {
  const other = await emptyDatabase();
  await restore(other, file);
  const before = await contentsOf(other);
  await expect(restore(other, file)).rejects.toThrow(/not empty/);
  expect(await contentsOf(other)).toEqual(before);
});

test('a migrated database without rows counts as empty', async () => {
  const other = await emptyDatabase();
  await migrate(other);
  await restore(other, file);
  expect(await contentsOf(other)).toEqual(await contentsOf(env().DATABASE_URL));
});

test.each([
  [
    'cut off',
    /ends too early|none of ours/,
    (whole: Buffer) => gzipSync(gunzipSync(whole).subarray(0, -200)),
  ],
  ['cut off as a file', /unexpected end of file/, (whole: Buffer) => whole.subarray(0, whole.length - 100)],
  [
    'with a changed row',
    /not those that were backed up/,
    (whole: Buffer) => gzipSync(gunzipSync(whole).toString('latin1').replace('sandbox', 'sandbax')),
  ],
  [
    'of a newer version',
    /newer version/,
    (whole: Buffer) => gzipSync(gunzipSync(whole).toString('latin1').replace('_init"', '_next"')),
  ],
])('of a backup %s nothing is restored', async (_, reason, damage) => {
  const damaged = join(folder, 'damaged.backup');
  const whole = await readFile(file);
  const changed = damage(whole);
  expect(changed.equals(whole)).toBe(false);
  await writeFile(damaged, changed);
  const other = await emptyDatabase();
  await expect(restore(other, damaged)).rejects.toThrow(reason);
  await migrate(other);
  const contents = await contentsOf(other);
  expect(Object.values(contents.tables).filter(({ rows }) => rows > 0)).toEqual([]);
});

async function emptyDatabase() {
  const name = `backup_${randomBytes(5).toString('hex')}`;
  await onDatabase(env().DATABASE_URL, (client) => client.query(`CREATE DATABASE ${name}`));
  made.push(name);
  const url = new URL(env().DATABASE_URL);
  url.pathname = `/${name}`;
  return url.href;
}

async function contentsOf(url: string) {
  return onDatabase(url, async (client) => {
    const tables: Record<string, { rows: number; hash: string }> = {};
    for (const { table } of await tablesInOrder(client)) {
      const { rows } = await client.query<{ row: string }>(
        `SELECT t::text AS row FROM ${table} t ORDER BY 1`,
      );
      const hash = createHash('sha256')
        .update(rows.map(({ row }) => row).join('\n'))
        .digest('hex');
      tables[table] = { rows: rows.length, hash };
    }
    return { tables, sequences: await sequences(client) };
  });
}

async function onDatabase<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
