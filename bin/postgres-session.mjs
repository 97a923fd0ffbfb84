import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { runningServer } from './postgres-server.mjs';

// Whoever uses the server holds this lock shared; who gets it alone on leaving is the last one and stops the server.
const IN_USE = 7_306_001;
const PREPARING = 7_306_002;
const SUPERVISED = 7_306_003;
// Starting up, shutting down, not listening yet.
const NOT_YET = ['57P01', '57P03', 'ECONNREFUSED', 'ECONNRESET'];
const STOP_PATIENCE_MS = 60_000;

/** A session that keeps the server in use; `undefined` while the server is starting or stopping. */
export async function useServer(connectionString) {
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: 5_000,
    application_name: 'tributary in use',
  });
  // A broken connection shows itself by `end` and by the next query.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT pg_advisory_lock_shared($1)', [IN_USE]);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    // Without a code, the connection ended before the server could say why.
    if (!error.code || NOT_YET.includes(error.code)) return undefined;
    throw error;
  }
}

/** True for one caller at a time: the one that may run web server and worker on this database. */
export async function claimSupervision(client) {
  const { rows } = await client.query('SELECT pg_try_advisory_lock($1) AS mine', [SUPERVISED]);
  return rows[0].mine;
}

/** The application's role and database. The role owns its database and may make others (tests do), and is no superuser. */
export async function prepareDatabase(client, { user, password }, database) {
  await client.query('SELECT pg_advisory_lock($1)', [PREPARING]);
  const { rowCount: hasRole } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [user]);
  if (!hasRole)
    await client.query(`CREATE ROLE ${user} LOGIN CREATEDB PASSWORD ${client.escapeLiteral(password)}`);
  const { rowCount: hasDatabase } = await client.query('SELECT FROM pg_database WHERE datname = $1', [
    database,
  ]);
  if (!hasDatabase) await client.query(`CREATE DATABASE ${database} OWNER ${user}`);
  await client.query('SELECT pg_advisory_unlock($1)', [PREPARING]);
}

/** The same database, with nothing in it. */
export async function recreateDatabase(client, access, database) {
  await client.query(`DROP DATABASE ${database} WITH (FORCE)`);
  await prepareDatabase(client, access, database);
}

/** Ends the session, and the server with it when nobody else uses it. */
export async function leaveServer(client, folder) {
  const server = runningServer(folder);
  const last = await isLast(client);
  // The lock stays held while the server shuts down, so that a newcomer waits and then starts it again.
  if (server && last) await shutDown(server.pid, folder);
  await client.end().catch(() => undefined);
}

async function isLast(client) {
  try {
    await client.query('SELECT pg_advisory_unlock_shared($1)', [IN_USE]);
    return (await client.query('SELECT pg_try_advisory_lock($1) AS last', [IN_USE])).rows[0].last;
  } catch {
    return false; // the session is gone; a server that still runs is taken over by the next start
  }
}

async function shutDown(pid, folder) {
  process.kill(pid, 'SIGINT');
  const patience = Date.now() + STOP_PATIENCE_MS;
  while (runningServer(folder)?.pid === pid) {
    if (Date.now() > patience) return process.kill(pid, 'SIGQUIT');
    await sleep(50);
  }
}
