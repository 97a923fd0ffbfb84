import { createHash } from 'node:crypto';
import { accessSync, constants, readFileSync, readdirSync, statfsSync } from 'node:fs';
import pg from 'pg';
import { startPostgres } from '../../bin/postgres.mjs';
import { migrate } from '../../prisma/migrate';
import { addressOf, dropDatabase, type Source } from './fresh-database';

const FOLDER = '.build/test-postgres';
/** Where Linux keeps files in memory: a database is copied there in a third of the time. */
const IN_MEMORY = '/dev/shm';
const ROOM = 4 * 1024 ** 3;
const TEMPLATE = 'tributary_template_';
const CLONE = 'tributary_test_';
/** Held while templates and clones are made or dropped: PostgreSQL cannot copy a database that somebody uses. */
const PREPARING = 7_306_011;

type Server = { url: string; stop: () => Promise<void> };

/** The server for tests: `TEST_DATABASE_URL`, whose user may create databases, or an embedded one that is kept between runs. */
async function testServer(): Promise<Server> {
  if (process.env.TEST_DATABASE_URL)
    return { url: process.env.TEST_DATABASE_URL, stop: () => Promise.resolve() };
  const server = await startPostgres({ dataDir: testFolder() });
  await forgetDurability(server.adminUrl);
  return { url: server.url, stop: () => server.stop() };
}

/** In memory where there is room enough, one folder for each clone of the repository. */
function testFolder() {
  try {
    accessSync(IN_MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(IN_MEMORY);
    if (bavail * bsize >= ROOM) return `${IN_MEMORY}/tributary-test-${hashOf(process.cwd())}`;
  } catch {
    // Not every system has one.
  }
  return FOLDER;
}

/** Nothing here outlives a power cut, so nothing waits for the disk. */
async function forgetDurability(adminUrl: string) {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ fsync: string }>('SHOW fsync');
    if (rows[0]?.fsync === 'off') return;
    for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit'])
      await client.query(`ALTER SYSTEM SET ${setting} = off`);
    await client.query('SELECT pg_reload_conf()');
  } finally {
    await client.end();
  }
}

/**
 * Prepares for a run: a server, and on it one template that is migrated once for each set of migrations. The session behind
 * it marks the databases of the run as in use; those of a run that was killed are dropped by the next one.
 */
export async function openSource() {
  const server = await testServer();
  const run = `${CLONE}${Date.now().toString(36)}_${process.pid}`;
  const client = new pg.Client({ connectionString: server.url, application_name: run });
  await client.connect();
  await client.query('SELECT pg_advisory_lock($1)', [PREPARING]);
  await dropLeftovers(client);
  const template = await templateOf(client, server.url);
  await client.query('SELECT pg_advisory_unlock($1)', [PREPARING]);
  const { rows } = await client.query<{ most: number }>(
    "SELECT current_setting('max_connections')::int AS most",
  );
  const source: Source = { serverUrl: server.url, template, run };
  return {
    source,
    connections: (rows[0]?.most ?? 100) - 20,
    close: async () => {
      for (const name of await databasesLike(client, run)) await dropDatabase(client, name);
      await client.end();
      await server.stop();
    },
  };
}

async function databasesLike(client: pg.Client, prefix: string) {
  const { rows } = await client.query<{ name: string }>(
    'SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)',
    [prefix],
  );
  return rows.map((row) => row.name);
}

/** The runs that have their session, this one included. */
async function liveRuns(client: pg.Client) {
  const { rows } = await client.query<{ run: string }>(
    'SELECT application_name AS run FROM pg_stat_activity WHERE starts_with(application_name, $1)',
    [CLONE],
  );
  return rows.map((row) => row.run);
}

async function dropLeftovers(client: pg.Client) {
  const live = await liveRuns(client);
  for (const name of await databasesLike(client, CLONE))
    if (!live.some((run) => name.startsWith(`${run}_`))) await dropDatabase(client, name);
}

/** The template of the migrations as they are now; older ones go unless another run may be copying them. */
async function templateOf(client: pg.Client, serverUrl: string) {
  const template = TEMPLATE + migrationsHash();
  const { rows } = await client.query<{ done: boolean }>(
    'SELECT datistemplate AS done FROM pg_database WHERE datname = $1',
    [template],
  );
  if (rows[0]?.done) return template;
  const alone = (await liveRuns(client)).length === 1;
  for (const name of alone ? await databasesLike(client, TEMPLATE) : rows.map(() => template)) {
    await client.query(`ALTER DATABASE ${name} IS_TEMPLATE false`);
    await dropDatabase(client, name);
  }
  await client.query(`CREATE DATABASE ${template}`);
  await migrate(addressOf(serverUrl, template));
  await client.query(`ALTER DATABASE ${template} IS_TEMPLATE true`);
  return template;
}

/** Of everything that decides what a migrated database looks like: our migrations and the version of the queue's own. */
function migrationsHash() {
  const hash = createHash('sha256');
  for (const file of readdirSync('prisma/migrations', { recursive: true, encoding: 'utf8' }).sort())
    if (file.endsWith('.sql')) hash.update(file).update(readFileSync(`prisma/migrations/${file}`));
  for (const file of ['prisma/migrate.ts', 'node_modules/graphile-worker/package.json'])
    hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 12);
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12);
