import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contextOf } from './context';
import { amount, email, id, idempotencyKey, idParam, MAX_ID, text } from './text';

const ok = (schema: { safeParse: (value: unknown) => { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success;

test('a text is trimmed, then measured', () => {
  expect(text(3).parse('  abc  ')).toBe('abc');
  expect(ok(text(3), 'abcd')).toBe(false);
  expect(ok(text(3), '   ')).toBe(false);
  expect(text(3, 0).parse('   ')).toBe('');
  for (const other of [null, undefined, 5, {}, []]) expect(ok(text(3), other)).toBe(false);
});

test('what the schema takes, the database holds, and returns as it was', async () => {
  const odd = ['a\0b', '\ud800', '\udc00\ud800', '\u{1f600}', '\uffff', '\ufeffx', 'x\u202e'];
  const values = [...odd, ...fc.sample(fc.string({ unit: 'binary', maxLength: 60 }), 1_000)];
  const taken = values.flatMap((value) => text(200).safeParse(value).data ?? []);
  expect(taken.length).toBeGreaterThan(500);
  const { db } = contextOf({ kind: 'system', task: 'test' });
  const rows = await db.$queryRaw<{ back: string }[]>`SELECT unnest(${taken}::text[]) AS back`;
  expect(rows.map(({ back }) => back)).toEqual(taken);
});

test('what the database cannot hold is refused', () => {
  for (const value of ['a\0b', 'half \ud83d', '\udc00 first']) expect(ok(text(20), value)).toBe(false);
});

test('an id is a whole number that the database has', () => {
  for (const value of [1, MAX_ID]) expect(ok(id(), value)).toBe(true);
  for (const value of [0, -1, 1.5, MAX_ID + 1, NaN, Infinity, '1', null]) expect(ok(id(), value)).toBe(false);
  expect(idParam().parse('2147483647')).toBe(MAX_ID);
  for (const value of ['0', '01', '-1', '1.0', '1e3', ' 1', '2147483648', '9999999999', '', '١'])
    expect(ok(idParam(), value)).toBe(false);
});

test('one person is one email', () => {
  expect(email().parse(' Ada@Example.COM\n')).toBe('ada@example.com');
  for (const value of [
    'ada',
    'ada@',
    '@example.com',
    'a b@example.com',
    `${'a'.repeat(250)}@example.com`,
    'a\0@example.com',
  ])
    expect(ok(email(), value)).toBe(false);
});

test('money has at most two decimals, a key only signs that fit a header', () => {
  for (const value of ['0', '1.5', '999999999999.99']) expect(ok(amount(), value)).toBe(true);
  for (const value of ['-1', '1.', '1.234', '1e3', '', 5, '1234567890123'])
    expect(ok(amount(), value)).toBe(false);
  expect(ok(idempotencyKey(), 'a-1_B:~')).toBe(true);
  for (const value of ['', 'two words', 'é', 'x'.repeat(201), 'a\n'])
    expect(ok(idempotencyKey(), value)).toBe(false);
});
