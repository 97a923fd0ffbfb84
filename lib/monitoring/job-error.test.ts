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
])('secrets are masked: %s', (noted) => {
  const error = jobError(noted)!;
  expect(`${error.short} ${error.whole ?? ''}`).not.toContain('hunter2');
  expect(error.short).toContain('[masked]');
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
