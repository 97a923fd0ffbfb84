import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jobError } from './job-error';

test('the cause is one line, the rest is kept', () => {
  const noted = 'Invalid `prisma.$queryRaw()` invocation:\n\n\nRaw query failed.\n  Code: `23505`.';
  expect(jobError(noted)).toEqual({ short: 'Raw query failed. Code: `23505`.', whole: noted });
  expect(jobError('no route to host')).toEqual({ short: 'no route to host', whole: null });
  expect(jobError(null)).toBe(null);
  expect(jobError('  \n ')).toBe(null);
});

test('a long cause is cut', () => {
  const { short, whole } = jobError('x'.repeat(20_000))!;
  expect(short).toBe(`${'x'.repeat(200)}…`);
  expect(whole).toHaveLength(8_000);
});

test.each([
  'connect to postgresql://tributary:hunter2@db:5432/tributary failed',
  'refused: Authorization: Bearer hunter2',
  'signed by whsec_hunter2',
  'wrong {"password": "hunter2"}',
  'password=hunter2, user=x',
  "api_key: 'hunter2'",
  'redis://:hunter2@cache:6379 refused',
  `postgresql://tributary:${'hunter2'.repeat(100)}@db/tributary`,
  'refused: Authorization: Basic hunter2',
  'GET https://x.example/?a=1&access_token=hunter2&b=2 failed',
  'APP_SECRET=hunter2',
  'x-api-key: hunter2',
  'PGPASSWORD=hunter2 psql',
  'body was "{\\"clientSecret\\":\\"hunter2\\"}"',
  'no answer from http://localhost/i/hunter2.aaaaaaaaaaaaaaaaaaaa',
])('secrets are masked: %s', (noted) => {
  const error = jobError(noted)!;
  expect(`${error.short} ${error.whole ?? ''}`).not.toContain('hunter2');
  expect(error.short).toContain('[masked]');
});

test('what is cut in the middle of a secret is masked all the same', () => {
  for (let before = 7_950; before <= 8_000; before += 1) {
    const { whole } = jobError(`${'x'.repeat(before)} postgres://me:hunter2@db/x`)!;
    expect(whole).not.toContain('hun');
  }
});

test('what only sounds like a secret is left as it is', () => {
  for (const noted of ['the token has expired', 'GET /i/12 at http://db:5432/x', 'a passage of 3: words'])
    expect(jobError(noted)).toEqual({ short: noted, whole: null });
});

test('whatever was noted can be shown', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (noted) => {
      const error = jobError(noted.toWellFormed());
      expect(error?.short.isWellFormed() ?? true).toBe(true);
      expect(error?.short.includes('\n') ?? false).toBe(false);
    }),
  );
});
