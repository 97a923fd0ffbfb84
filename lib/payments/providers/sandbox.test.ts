import { Webhook } from 'standardwebhooks';
import { afterEach, expect, test, vi } from 'vitest';
import { sandbox, sandboxNotification } from './sandbox';

const secretOf = (word: string) => `whsec_${Buffer.from(word.padEnd(32, '.')).toString('base64')}`;
const [NEWEST, OLDER, STRANGE] = [secretOf('newest'), secretOf('older'), secretOf('strange')];
// Read once, at the first use.
process.env.SANDBOX_WEBHOOK_SECRET = `${NEWEST} ${OLDER}`;

const REPORT = {
  kind: 'succeeded',
  order_no: 'ORD2026010100000001',
  payment_id: 1,
  transaction_id: 'txn-1',
  amount: '10.00',
  currency: 'CNY',
} as const;

function signed(body: string | Buffer, { secret = NEWEST, at = new Date(), id = 'msg_1' } = {}) {
  return new Headers({
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  });
}

const verdictOf = (body: string | Buffer, headers: Headers) =>
  sandbox.verify(Buffer.from(body), headers).verdict;
const secondsAgo = (seconds: number) => new Date(Date.now() - seconds * 1_000);

afterEach(() => vi.useRealTimers());

test('what the sandbox sends is verified, under its event id, and says what it was asked to say', () => {
  const { body, headers } = sandboxNotification(REPORT);
  expect(sandbox.verify(Buffer.from(body), new Headers(headers))).toEqual({
    verdict: 'VERIFIED',
    event_id: headers['webhook-id'],
  });
  expect(sandbox.parse(Buffer.from(body))).toEqual(REPORT);
  expect(JSON.parse(body)).toMatchObject({ type: 'payment.succeeded', data: { order_no: REPORT.order_no } });
});

test('while a secret is replaced both are accepted, and no other', () => {
  expect(verdictOf('{}', signed('{}', { secret: NEWEST }))).toBe('VERIFIED');
  expect(verdictOf('{}', signed('{}', { secret: OLDER }))).toBe('VERIFIED');
  expect(verdictOf('{}', signed('{}', { secret: STRANGE }))).toBe('BAD_SIGNATURE');
});

test('one good signature among several is enough', () => {
  const headers = signed('{}');
  headers.set('webhook-signature', `v1,AAAA v2,BBBB v1 ${headers.get('webhook-signature')}`);
  expect(verdictOf('{}', headers)).toBe('VERIFIED');
});

test.each([
  [0, 'VERIFIED'],
  [299, 'VERIFIED'],
  [302, 'BAD_TIMESTAMP'],
  [-298, 'VERIFIED'],
  [-302, 'BAD_TIMESTAMP'],
])('signed %s seconds ago: %s', (seconds, verdict) => {
  vi.useFakeTimers({ now: new Date('2026-05-01T12:00:00.500Z') });
  expect(verdictOf('{}', signed('{}', { at: secondsAgo(seconds) }))).toBe(verdict);
});

test('every byte of the body, the id and the time are signed', () => {
  const body = '{"a": 1}';
  const headers = signed(body);
  for (const changed of ['{"a": 2}', '{"a":1}', `${body} `, `\uFEFF${body}`, '']) {
    expect(verdictOf(changed, headers)).toBe('BAD_SIGNATURE');
  }
  const others = { 'webhook-id': 'msg_2', 'webhook-timestamp': String(Math.floor(Date.now() / 1000) - 1) };
  for (const [name, value] of Object.entries(others)) {
    const forged = signed(body);
    forged.set(name, value);
    expect(verdictOf(body, forged)).toBe('BAD_SIGNATURE');
  }
});

test('bytes that no text has are not mistaken for others', () => {
  // Both would be read as U+FFFD, and so be signed alike.
  const headers = signed('{"a":"\uFFFD"}');
  expect(verdictOf(Buffer.from('{"a":"\uFFFD"}'), headers)).toBe('VERIFIED');
  const bytes = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff]), Buffer.from('"}')]);
  expect(verdictOf(bytes, headers)).toBe('BAD_BODY');
});

test.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])(
  'without %s nothing is verified',
  (name) => {
    const headers = signed('{}');
    headers.delete(name);
    expect(verdictOf('{}', headers)).toBe('BAD_SIGNATURE');
  },
);

test('an event id that does not fit the inbox is refused', () => {
  expect(verdictOf('{}', signed('{}', { id: 'x'.repeat(201) }))).toBe('BAD_SIGNATURE');
  expect(verdictOf('{}', signed('{}', { id: 'x'.repeat(200) }))).toBe('VERIFIED');
});

const data = ({ kind: _, ...rest }: typeof REPORT) => rest;
const bodyOf = (changes: object) =>
  JSON.stringify({ type: 'payment.succeeded', data: { ...data(REPORT), ...changes } });

test.each([
  ['no JSON', '{'],
  ['no object', '7'],
  ['no type', '{"data":{}}'],
  ['no order', bodyOf({ order_no: undefined })],
  ['an amount as a number', bodyOf({ amount: 10 })],
  ['a negative amount', bodyOf({ amount: '-10.00' })],
  ['an amount with three decimals', bodyOf({ amount: '10.001' })],
  ['a payment id beyond the database', bodyOf({ payment_id: 2_147_483_648 })],
  ['a transaction id with NUL', bodyOf({ transaction_id: 'a\0b' })],
  ['an empty transaction id', bodyOf({ transaction_id: ' ' })],
  ['a currency of two letters', bodyOf({ currency: 'CN' })],
])('%s is not readable', (_, body) => {
  expect(sandbox.parse(Buffer.from(body))).toBeNull();
});

test('other events are known to be others, also those named like a property of every object', () => {
  expect(sandbox.parse(Buffer.from('{"type":"customer.created"}'))).toEqual({ kind: 'other' });
  expect(sandbox.parse(Buffer.from('{"type":"toString"}'))).toEqual({ kind: 'other' });
});
