import { spawnSync } from 'node:child_process';
import pg from 'pg';
import { beforeAll, expect, inject, test } from 'vitest';
import { freshDatabase } from '../lib/testing/fresh-database';

let env;
beforeAll(async () => {
  const DATABASE_URL = await freshDatabase(inject('source'), Number(process.env.VITEST_POOL_ID));
  env = { ...process.env, DATABASE_URL };
});

function createAdmin(args, input) {
  return spawnSync(process.execPath, ['--import', 'tsx', 'bin/create-admin.ts', ...args], {
    input,
    encoding: 'utf8',
    env,
  });
}

test('the first administrator is made from the command line, once', { timeout: 60_000 }, async () => {
  const email = `root-${process.pid}@example.com`;
  const made = createAdmin([email, 'Ada Lovelace'], 'typed into a pipe\n');
  expect(made).toMatchObject({ status: 0, stdout: `${email} can sign in as an administrator.\n` });
  const again = createAdmin([email, 'Ada Lovelace'], 'typed into a pipe\n');
  expect(again.status).toBe(1);
  expect(again.stderr.trim()).toMatch(/^Somebody with this email has an account already\..*$/);
  const client = new pg.Client(env.DATABASE_URL);
  await client.connect();
  const { rows } = await client.query(
    'SELECT u.role, u.name, a.actor FROM users u JOIN audit_log a ON a.entity_id = u.id::text WHERE email = $1',
    [email],
  );
  await client.end();
  expect(rows).toEqual([{ role: 'ADMIN', name: 'Ada Lovelace', actor: 'system:create-admin' }]);
});

test.each([
  [['ada@example.com'], 'long enough it is', /^Say who it is: /],
  [['ada', 'Ada'], 'long enough it is', /^This is not an email address\.$/],
  [['ada@example.com', 'Ada'], 'too short', /^A password has 12 to 200 characters\.$/],
])('%j with the password "%s" is answered in one line', (args, password, line) => {
  const { status, stderr } = createAdmin(args, password);
  expect(status).toBe(1);
  expect(stderr.trim()).toMatch(line);
});
