import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { startAlipayServer, strangeKeys } from '../../testing/alipay-server';
import type { parseAlipay as Parse, verifyAlipay as Verify } from './alipay-notify';

const NOW = new Date('2026-05-01T12:00:00Z');
let server: Awaited<ReturnType<typeof startAlipayServer>>;
let verifyAlipay: typeof Verify;
let parseAlipay: typeof Parse;
beforeAll(async () => {
  server = await startAlipayServer();
  for (const [name, value] of Object.entries(server.environment)) vi.stubEnv(name, value);
  ({ parseAlipay, verifyAlipay } = await import('./alipay-notify'));
});
afterEach(() => vi.useRealTimers());
afterAll(() => server.close());

const PAID = {
  out_trade_no: 'ORD2026050100000007_7',
  trade_no: '2026050122001000000000000001',
  trade_status: 'TRADE_SUCCESS',
  total_amount: '1.10',
};
const verdictOf = (body: string | Buffer) => verifyAlipay(Buffer.from(body)).verdict;
const said = (fields: Record<string, string>) => parseAlipay(Buffer.from(server.notification(fields).body));
const formOf = (fields: Record<string, string>) => new URLSearchParams(fields).toString();

test('what Alipay sends is verified under its own id, and says what happened', () => {
  const { id, body } = server.notification(PAID);
  expect(verifyAlipay(Buffer.from(body))).toEqual({ verdict: 'VERIFIED', event_id: id });
  expect(parseAlipay(Buffer.from(body))).toEqual({
    kind: 'succeeded',
    order_no: 'ORD2026050100000007',
    payment_id: 7,
    transaction_id: '2026050122001000000000000001',
    amount: '1.10',
    currency: 'CNY',
  });
});

test('the order of the form does not matter, nor how it is escaped', () => {
  const { fields } = server.notification(PAID);
  const turned = formOf(Object.fromEntries(Object.entries(fields).toReversed()));
  expect(verdictOf(turned)).toBe('VERIFIED');
  expect(verdictOf(turned.replaceAll('+', '%20'))).toBe('VERIFIED');
});

test('every field is signed, and nobody else can sign', () => {
  const { fields, body } = server.notification(PAID);
  for (const name of Object.keys(fields).filter((one) => one !== 'sign')) {
    const changed = verdictOf(formOf({ ...fields, [name]: `${fields[name]}1` }));
    // Without its type the signature is not even looked at, and that is no secret.
    expect(changed, name).toBe('BAD_SIGNATURE');
    const { [name]: _, ...fewer } = fields;
    if (name !== 'sign_type') expect(verdictOf(formOf(fewer)), name).toBe('BAD_SIGNATURE');
  }
  expect(verdictOf(formOf({ ...fields, more: 'x' }))).toBe('BAD_SIGNATURE');
  expect(verdictOf(body.replace('total_amount=1.10', 'total_amount=1.11'))).toBe('BAD_SIGNATURE');
  expect(verdictOf(formOf({ ...fields, sign: '' }))).toBe('BAD_SIGNATURE');
  expect(verdictOf(server.notification(PAID, { key: strangeKeys() }).body)).toBe('BAD_SIGNATURE');
});

test('a sender cannot choose a weaker signature', () => {
  const { fields } = server.notification(PAID);
  for (const sign_type of ['RSA', 'MD5', ''])
    expect(verdictOf(formOf({ ...fields, sign_type }))).toBe('BAD_SIGNATURE');
});

test('what is signed for another app of the same Alipay is not ours', () => {
  expect(verdictOf(server.notification({ ...PAID, app_id: '2026000100000002' }).body)).toBe('BAD_SIGNATURE');
});

test('a form that two readers read differently is refused', () => {
  const { body } = server.notification(PAID);
  expect(verdictOf(`${body}&total_amount=0.01`)).toBe('BAD_BODY');
  expect(verdictOf(`total_amount=0.01&${body}`)).toBe('BAD_BODY');
  expect(verdictOf(Buffer.concat([Buffer.from(`${body}&x=`), Buffer.from([0xff])]))).toBe('BAD_BODY');
  for (const empty of ['', '{}', 'null', '&&&']) expect(verdictOf(empty)).toBe('BAD_SIGNATURE');
});

test.each([
  [0, 'VERIFIED'],
  [25 * 60, 'VERIFIED'],
  [26 * 60 + 1, 'BAD_TIMESTAMP'],
  [-4, 'VERIFIED'],
  [-6, 'BAD_TIMESTAMP'],
])('sent %s minutes ago: %s', (minutes, verdict) => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
  const at = new Date(NOW.getTime() - minutes * 60_000);
  expect(verdictOf(server.notification(PAID, { at }).body)).toBe(verdict);
});

test('signed, but with a time or an id of another form', () => {
  expect(verdictOf(server.notification({ ...PAID, notify_time: 'now' }).body)).toBe('BAD_BODY');
  expect(verdictOf(server.notification({ ...PAID, notify_time: '2026-13-41 00:00:00' }).body)).toBe(
    'BAD_BODY',
  );
  expect(verdictOf(server.notification({ ...PAID, notify_id: 'x'.repeat(201) }).body)).toBe('BAD_BODY');
});

test('a trade ends as Alipay says', () => {
  expect(said({ ...PAID, trade_status: 'TRADE_FINISHED' })).toMatchObject({ kind: 'succeeded' });
  expect(said({ ...PAID, trade_status: 'TRADE_CLOSED' })).toMatchObject({
    kind: 'failed',
    reason: 'expired',
  });
  expect(said({ ...PAID, trade_status: 'WAIT_BUYER_PAY' })).toEqual({ kind: 'other' });
  expect(said({ ...PAID, total_amount: '1.1' })).toMatchObject({ amount: '1.10' });
});

test('money given back is told as that, whatever state the trade is in', () => {
  const refund = { gmt_refund: '2026-05-01 20:10:00.123', refund_fee: '0.29', out_biz_no: 'refund_31' };
  const told = {
    kind: 'refund_succeeded',
    refund_id: 31,
    provider_refund_id: 'refund_31',
    transaction_id: PAID.trade_no,
  };
  for (const trade_status of ['TRADE_SUCCESS', 'TRADE_CLOSED'])
    expect(said({ ...PAID, ...refund, trade_status })).toEqual(told);
  // Given back by hand.
  for (const out_biz_no of ['', 'HZ01RF001', PAID.out_trade_no])
    expect(said({ ...PAID, ...refund, trade_status: 'TRADE_CLOSED', out_biz_no })).toEqual({ kind: 'other' });
});

test('what is not ours, or no trade, is left alone', () => {
  for (const out_trade_no of ['20150320010101001', 'ORD1_0', 'ORD1_9999999999', 'ord1_7', '_7'])
    expect(said({ ...PAID, out_trade_no })).toEqual({ kind: 'other' });
  expect(said({ notify_type: 'dut_user_sign' })).toEqual({ kind: 'other' });
});

test('ours, but not readable', () => {
  for (const wrong of [{ total_amount: '-1' }, { total_amount: '' }, { trade_no: '' }])
    expect(said({ ...PAID, ...wrong })).toBeNull();
  expect(parseAlipay(Buffer.from([0xff]))).toBeNull();
});
