import pg from 'pg';

/** Where a run of tests gets its databases from. */
export type Source = { serverUrl: string; template: string; run: string };

/** A fresh copy of the template in the place of the copy that had this number before. */
export async function freshDatabase({ serverUrl, template, run }: Source, number: number) {
  const name = `${run}_${number}`;
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await dropDatabase(client, name);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`);
  } finally {
    await client.end();
  }
  return addressOf(serverUrl, name);
}

/**
 * Drops a database with whoever of us is still connected to it. WITH (FORCE) would refuse where an autovacuum worker is at
 * work, which belongs to the superuser; the plain form ends that one, and waits for those that we end.
 */
export async function dropDatabase(client: pg.Client, name: string) {
  await client.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND usename = current_user',
    [name],
  );
  await client.query(`DROP DATABASE IF EXISTS ${name}`);
}

/** The address of another database on the same server. */
export function addressOf(serverUrl: string, database: string) {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}
