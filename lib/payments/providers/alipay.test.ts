import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { PaymentGatewayError, PaymentNetworkError, PaymentTimeoutError, ValidationError } from '../../errors';
import { startAlipayServer } from '../../testing/alipay-server';
import { answers, breaksOff, dries, hangsUp, staysSilent } from '../../testing/http-acts';
import type { Attempt, PaymentProvider, RefundCall } from './provider';

const NOW = new Date('2026-05-01T12:00:00Z');
const call = { signal: new AbortController().signal };
const NUMBER = 'ORD2026050100000007_7';

let server: Awaited<ReturnType<typeof startAlipayServer>>;
let alipay: PaymentProvider;
beforeAll(async () => {
  server = await startAlipayServer();
  for (const [name, value] of Object.entries(server.environment)) vi.stubEnv(name, value);
  ({ alipay } = await import('./alipay'));
});
beforeEach(() => void vi.useFakeTimers({ now: NOW, toFake: ['Date'] }));
afterEach(() => server.forget());
afterAll(() => server.close());

const inMinutes = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

function attempt(given: Partial<Attempt> = {}): Attempt {
  return {
    payment_id: 7,
    order_no: 'ORD2026050100000007',
    amount: '1.10',
    currency: 'CNY',
    idempotency_key: 'ORD2026050100000007-abc',
    reference: 'a-reference',
    provider_ref: null,
    expires_at: inMinutes(30),
    created_at: NOW,
    ...given,
  };
}

/** The payer has come to the address of an attempt. */
async function visited(given: Partial<Attempt> = {}) {
  const { pay_url } = await alipay.open(attempt(given), call);
  return server.visit(pay_url);
}

async function paid(given: Partial<Attempt> = {}): Promise<RefundCall> {
  await visited(given);
  const { trade_no } = server.pay(NUMBER);
  return {
    refund_id: 31,
    amount: '0.29',
    currency: 'CNY',
    reason: '不想要了 & 100%',
    idempotency_key: 'refund-31',
    attempt: attempt(given),
    transaction_id: trade_no,
  };
}

test('an attempt is opened by an address that we sign, without asking anybody, the same each time', async () => {
  const opened = await alipay.open(attempt(), call);
  expect(opened.provider_ref).toBe(NUMBER);
  const { fields, biz } = server.visit(opened.pay_url);
  expect(fields).toMatchObject({
    method: 'alipay.trade.page.pay',
    sign_type: 'RSA2',
    timestamp: '2026-05-01 20:00:00',
    notify_url: 'http://127.0.0.1:3000/api/v1/payments/alipay/notify',
    return_url: 'http://127.0.0.1:3000/orders/ORD2026050100000007',
  });
  expect(biz).toEqual({
    out_trade_no: NUMBER,
    total_amount: '1.10',
    subject: 'ORD2026050100000007',
    product_code: 'FAST_INSTANT_TRADE_PAY',
    time_expire: '2026-05-01 20:30:00',
  });
  vi.setSystemTime(inMinutes(5));
  expect(await alipay.open(attempt(), call)).toEqual(opened);
  expect(server.asked).toEqual([]);
});

test('the address fits where it is kept, for the longest of everything', async () => {
  const longest = { order_no: 'O'.repeat(50), payment_id: 2_147_483_647, amount: '999999999999.99' };
  const { pay_url, provider_ref } = await alipay.open(attempt(longest), call);
  // Alipay's signature has twice the length of ours here.
  expect(pay_url.length + 256).toBeLessThan(2_000);
  expect(provider_ref).toMatch(/^\w{1,64}$/);
});

test.each(['0.29', '1.10', '99999999.99'])(
  '%s is asked for exactly, and told back exactly',
  async (amount) => {
    const { biz } = await visited({ amount });
    expect(biz.total_amount).toBe(amount);
    server.pay(NUMBER);
    expect(await alipay.query(attempt({ amount }), call)).toMatchObject({
      kind: 'succeeded',
      amount,
      currency: 'CNY',
    });
  },
);

test('another currency is refused before anything is asked', async () => {
  await expect(alipay.open(attempt({ currency: 'USD' }), call)).rejects.toThrow(ValidationError);
  const refund = await paid();
  await expect(alipay.refund({ ...refund, currency: 'USD' }, call)).rejects.toThrow(ValidationError);
  expect(server.asked).toEqual([]);
});

test('an attempt stands as its trade does', async () => {
  const { trade } = await visited();
  expect(await alipay.query(attempt(), call)).toEqual({ kind: 'open' });
  server.pay(NUMBER);
  const told = {
    order_no: 'ORD2026050100000007',
    payment_id: 7,
    transaction_id: trade.trade_no,
    amount: '1.10',
    currency: 'CNY',
  };
  expect(await alipay.query(attempt(), call)).toEqual({ kind: 'succeeded', ...told });
  server.end(NUMBER, 'TRADE_FINISHED');
  expect(await alipay.query(attempt(), call)).toEqual({ kind: 'succeeded', ...told });
});

test('a closed trade failed: its time was over, or the money has gone back already', async () => {
  await visited();
  server.end(NUMBER, 'TRADE_CLOSED');
  expect(await alipay.query(attempt(), call)).toMatchObject({ kind: 'failed', reason: 'expired' });
  server.pay(NUMBER);
  server.end(NUMBER, 'TRADE_CLOSED');
  expect(await alipay.query(attempt(), call)).toMatchObject({ kind: 'failed', reason: 'other' });
});

test('a trade that Alipay has not heard of can be paid until its time is over', async () => {
  expect(await alipay.query(attempt(), call)).toEqual({ kind: 'open' });
  vi.setSystemTime(inMinutes(32));
  expect(await alipay.query(attempt(), call)).toEqual({ kind: 'unknown' });
  expect(await alipay.query(attempt({ expires_at: null }), call)).toEqual({ kind: 'open' });
});

test('a refund gives back exactly, once, under its own number', async () => {
  const refund = await paid();
  const done = { status: 'succeeded', provider_refund_id: 'refund_31' };
  expect(await alipay.queryRefund(refund, call)).toEqual({ status: 'unknown' });
  expect(await alipay.refund(refund, call)).toEqual(done);
  // The same again moves no money; that it was done before has to be asked for.
  expect(await alipay.refund(refund, call)).toEqual(done);
  expect(await alipay.queryRefund(refund, call)).toEqual(done);
  expect(server.refunds).toEqual([
    { trade_no: refund.transaction_id, out_request_no: 'refund_31', refund_amount: '0.29' },
  ]);
  expect(server.asked[1]?.biz.refund_reason).toBe('不想要了 & 100%');
});

test('what moved no money and cannot be found is still at work', async () => {
  const refund = await paid();
  server.play(answers(200, server.signedAnswer('alipay.trade.refund', { code: '10000', fund_change: 'N' })));
  expect(await alipay.refund(refund, call)).toMatchObject({ status: 'processing' });
});

test('more than there is to give back is refused for good', async () => {
  const refund = await paid();
  expect(await alipay.refund({ ...refund, amount: '1.11' }, call)).toEqual({
    status: 'refused',
    gateway_code: 'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL',
  });
  expect(server.refunds).toEqual([]);
});

test('a refusal of what was done by an earlier call is not believed', async () => {
  const refund = await paid();
  await alipay.refund(refund, call);
  const closed = { code: '40004', sub_code: 'ACQ.TRADE_HAS_CLOSE' };
  server.play(answers(200, server.signedAnswer('alipay.trade.refund', closed)));
  expect(await alipay.refund(refund, call)).toMatchObject({ status: 'succeeded' });
});

test.each(['ACQ.SYSTEM_ERROR', 'ACQ.SELLER_BALANCE_NOT_ENOUGH'])(
  '%s is no final word about a refund',
  async (sub_code) => {
    const refund = await paid();
    server.play(answers(200, server.signedAnswer('alipay.trade.refund', { code: '40004', sub_code })));
    const thrown = await alipay.refund(refund, call).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(PaymentGatewayError);
    expect(thrown).toMatchObject({ internal: { gateway_code: sub_code } });
  },
);

test('that its gateway is down is told like any error, and known as a fault of its own', async () => {
  for (const [code, http_status] of [
    ['20000', 503],
    ['40004', 200],
  ] as const) {
    const down = { code, sub_code: 'isp.unknow-error' };
    server.play(answers(200, server.signedAnswer('alipay.trade.query', down)));
    const thrown = await alipay.query(attempt(), call).catch((error: unknown) => error);
    expect(thrown).toMatchObject({ internal: { gateway_code: 'isp.unknow-error', http_status } });
  }
});

test('an error that Alipay cannot sign, or that never reached it, is the gateway’s', async () => {
  server.play(answers(200, { error_response: { code: '40002', sub_code: 'isv.invalid-app-id' } }));
  const thrown = await alipay.query(attempt(), call).catch((error: unknown) => error);
  expect(thrown).toMatchObject({
    errorCode: 'PAYMENT_GATEWAY_ERROR',
    internal: { gateway_code: 'isv.invalid-app-id' },
  });
  for (const status of [402, 429, 500, 503]) {
    server.play(answers(status, '<html>away</html>'));
    const refused = await alipay.query(attempt(), call).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      errorCode: 'PAYMENT_GATEWAY_ERROR',
      internal: { gateway_code: status, http_status: status },
    });
  }
});

const paidElsewhere = { code: '10000', trade_no: '1', trade_status: 'TRADE_SUCCESS', total_amount: '1.10' };
test.each([
  ['changed in one word', (said: string) => said.replace('WAIT_BUYER_PAY', 'TRADE_SUCCESS')],
  ['without a signature', (said: string) => said.replace(/,"sign":"[^"]*"/, '')],
  ['with another signature', (said: string) => said.replace(/"sign":"../, '"sign":"AA')],
  [
    'said twice, the signed first',
    (said: string) => `${said.slice(0, -1)},"alipay_trade_query_response":${JSON.stringify(paidElsewhere)}}`,
  ],
  [
    'said twice, the signed last',
    (said: string) => `{"alipay_trade_query_response":${JSON.stringify(paidElsewhere)},${said.slice(1)}`,
  ],
  [
    'with a success that nobody signed',
    () => JSON.stringify({ error_response: paidElsewhere, alipay_trade_query_response: paidElsewhere }),
  ],
])('an answer %s is never believed', async (_, forge) => {
  await visited();
  server.forge(forge);
  // What was signed may be read; what was put beside it may not.
  const standing = await alipay
    .query(attempt(), call)
    .catch((error: unknown) => error instanceof PaymentNetworkError && 'not believed');
  expect(['not believed', { kind: 'open' }]).toContainEqual(standing);
});

test('without a whole answer it is not known what happened, and it is asked once', async () => {
  const refund = await paid();
  for (const ask of [() => alipay.query(attempt(), call), () => alipay.refund(refund, call)])
    for (const act of [
      hangsUp,
      breaksOff,
      answers(200, '<html>garbage</html>'),
      answers(200, 'null'),
      answers(200, 'x'.repeat(70_000)),
    ]) {
      server.asked.length = 0;
      server.play(act);
      const thrown = await ask().catch((error: unknown) => error);
      expect(thrown).toBeInstanceOf(PaymentNetworkError);
      expect(thrown).not.toBeInstanceOf(PaymentTimeoutError);
      expect(server.asked).toHaveLength(1);
    }
});

test('an answer longer than any is not read, signed or not', async () => {
  const { trade } = await visited();
  const long = (length: number) =>
    answers(
      200,
      server.signedAnswer('alipay.trade.query', { code: '10000', ...trade, more: 'x'.repeat(length) }),
    );
  server.play(long(1_000), long(70_000));
  expect(await alipay.query(attempt(), call)).toEqual({ kind: 'open' });
  await expect(alipay.query(attempt(), call)).rejects.toThrow(PaymentNetworkError);
});

test.each([
  ['silence', staysSilent],
  ['half an answer', dries],
])('%s ends with the call, and so does the connection', async (_, act) => {
  const gone = new Promise((resolve) =>
    server.play((response) => {
      response.once('close', resolve);
      return act(response);
    }),
  );
  const hurried = { signal: AbortSignal.timeout(150) };
  const thrown = await alipay.query(attempt(), hurried).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(PaymentTimeoutError);
  await gone;
});

test('an answer that goes elsewhere is not followed', async () => {
  server.play((response) => response.writeHead(302, { location: '/elsewhere' }).end());
  await expect(alipay.query(attempt(), call)).rejects.toThrow(PaymentNetworkError);
  expect(server.asked).toHaveLength(1);
});

test('no error tells the key', async () => {
  server.play(answers(500, 'no'), hangsUp);
  const key = server.environment.ALIPAY_PRIVATE_KEY.slice(100, 140);
  for (const _ of [1, 2]) {
    const thrown = await alipay.query(attempt(), call).catch((error: unknown) => error);
    expect(inspect(thrown, { depth: 9, showHidden: true })).not.toContain(key);
  }
});
