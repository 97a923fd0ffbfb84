import { PrismaPg } from '@prisma/adapter-pg';
import { createHash } from 'node:crypto';
import pg from 'pg';
import { PrismaClient } from './generated/prisma/client';
import { env } from './env';
import { logError } from './log';
import { tellSlowQueries } from './slow-queries';

export { Prisma } from './generated/prisma/client';
export type { PrismaClient } from './generated/prisma/client';

type Connections = { pool: pg.Pool; client: PrismaClient };

// Kept on the global object: a development server loads this module anew with every change.
const kept = globalThis as { tributaryConnections?: Connections };

function connect(): Connections {
  const { DATABASE_URL, DATABASE_POOL, DATABASE_NAMED_STATEMENTS, SLOW_QUERY_MS } = env();
  const pool = new pg.Pool({
    connectionString: DATABASE_URL,
    max: DATABASE_POOL,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 15_000,
    lock_timeout: 5_000,
    idle_in_transaction_session_timeout: 15_000,
    application_name: 'tributary',
  });
  // Without a listener, a connection that the server drops while idle would end the process.
  pool.on('error', (error) => logError(error, { event: 'database_connection_lost' }));
  pool.on('connect', (client) => tellSlowQueries(client, SLOW_QUERY_MS));
  const adapter = new PrismaPg(pool, {
    disposeExternalPool: true,
    onPoolError: (error) => logError(error, { event: 'database_connection_lost' }),
    onConnectionError: (error) => logError(error, { event: 'database_connection_lost' }),
    ...(DATABASE_NAMED_STATEMENTS === 'on' && { statementNameGenerator: ({ sql }) => nameOf(sql) }),
  });
  return { pool, client: new PrismaClient({ adapter }) };
}

const names = new Map<string, string>();

/** A named statement is planned once a connection. Names are kept for the SQL texts of the code only, not for ad-hoc ones. */
function nameOf(sql: string) {
  let name = names.get(sql);
  if (!name && names.size < 1_000) {
    name = `t${createHash('sha1').update(sql).digest('hex').slice(0, 24)}`;
    names.set(sql, name);
  }
  return name ?? '';
}

/** The Prisma client of this process, connected at first use. Only kernel and lib/web make contexts from it. */
export function database(): PrismaClient {
  return (kept.tributaryConnections ??= connect()).client;
}

/** The bounded pool under {@link database}, for what speaks SQL through `pg` itself. */
export function databasePool(): pg.Pool {
  return (kept.tributaryConnections ??= connect()).pool;
}

/** Closes all connections; the next use connects anew. */
export async function disconnect() {
  const connections = kept.tributaryConnections;
  kept.tributaryConnections = undefined;
  await connections?.client.$disconnect();
}
