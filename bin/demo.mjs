import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verify } from '@node-rs/argon2';
import pg from 'pg';
import { DEMO_PASSWORD, demoPassword } from './demo-password.mjs';
import { Problem } from './problem.mjs';
import { run } from './run-program.mjs';
import { step } from './progress.mjs';

const TSX = 'node_modules/tsx/dist/cli.mjs';
/** With the distributor that `npm run seed -- --codes` makes. */
const PEOPLE = ['admin', 'operator', 'distributor', 'distributor2', 'scale'].map(
  (name) => `${name}@tributary.example`,
);

/** Brings the embedded database to the newest form and, while nobody is in it, fills it with demo data. */
export async function prepareEmbedded(dataDir, server) {
  // Nobody can have worked with demo data that were never finished: the web server starts after them.
  const unfinished = join(dataDir, 'demo-data.unfinished');
  if (existsSync(unfinished)) await server.recreate();
  await migrate();
  const [{ empty }] = await ask(server.url, 'SELECT NOT EXISTS (SELECT FROM users) AS empty');
  if (empty) {
    writeFileSync(unfinished, '');
    await step('Filling the empty database with demo data', () =>
      run([TSX, 'prisma/seed.ts'], {
        problem: 'The demo data could not be made',
        env: { DEMO_PASSWORD: demoPassword() },
      }),
    );
  }
  rmSync(unfinished, { force: true });
}

export const migrate = () =>
  step('Bringing the database up to date', () => run([TSX, 'prisma/migrate.ts'], {}));

/** The demo people who can sign in with this password: the data may be older than the present setting. */
export async function demoPeople(server, password) {
  const people = await ask(
    server.url,
    'SELECT email, password_hash FROM users WHERE email = ANY ($1) AND is_active ORDER BY id',
    [PEOPLE],
  );
  const fits = await Promise.all(people.map(({ password_hash }) => verify(password_hash, password)));
  return people.filter((_, i) => fits[i]).map(({ email }) => email);
}

/** Demo data made with the published password stay on this machine, whatever the setting says now. */
export async function refusePublishedPassword(server) {
  const open = await demoPeople(server, DEMO_PASSWORD);
  if (open.length)
    throw new Problem(
      `${open.join(', ')} still have the published password: change it on this machine first (start without HOST), or begin with another TRIBUTARY_DATA.`,
    );
}

async function ask(connectionString, sql, values) {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
}
