import { beforeEach, expect, test, vi } from 'vitest';
import { database, databasePool } from './db';
import { logWarning } from './log';
import { requestScope } from './request-scope';

vi.mock('./log', { spy: true });
// Kept low enough that nothing has to be slow for long.
vi.stubEnv('SLOW_QUERY_MS', '200');

const told = () =>
  vi
    .mocked(logWarning)
    .mock.calls.map(([, context]) => context)
    .filter((context) => context?.event === 'slow_query');

// In braces: what it gave back would be called after each test.
beforeEach(() => {
  vi.mocked(logWarning).mockClear();
});

test('a statement that takes long is told with its text and its request, never its parameters', async () => {
  await requestScope.run('request-7', async () => {
    await database().$queryRaw`SELECT ${'a secret'}::text AS said,
      pg_sleep(${0.25})::text`;
  });
  const [slow, ...others] = told();
  expect(others).toEqual([]);
  expect(slow).toMatchObject({
    request_id: 'request-7',
    statement: 'SELECT $1::text AS said, pg_sleep($2)::text',
  });
  expect(slow!.duration_ms).toBeGreaterThanOrEqual(200);
  expect(JSON.stringify(slow)).not.toContain('secret');
});

test('quick ones are not', async () => {
  await database().$queryRaw`SELECT 1`;
  await databasePool().query('SELECT 2');
  expect(told()).toEqual([]);
});

test('one that fails slowly is told, and still fails', async () => {
  await expect(
    databasePool().query('SELECT 1 / (CASE WHEN pg_sleep(0.25) IS NULL THEN 1 ELSE 0 END)'),
  ).rejects.toThrow('division by zero');
  expect(told()).toHaveLength(1);
});

test('statements inside a transaction are told as well', async () => {
  await database().$transaction(async (db) => {
    await db.$executeRaw`SELECT pg_sleep(0.25)`;
  });
  expect(told()).toMatchObject([{ statement: 'SELECT pg_sleep(0.25)' }]);
});
