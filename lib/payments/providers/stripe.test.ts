import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { PaymentGatewayError, PaymentNetworkError, PaymentTimeoutError } from '../../errors';
import { answers, breaksOff, dries, hangsUp, staysSilent } from '../../testing/http-acts';
import { startStripeServer, STRIPE_KEY } from '../../testing/stripe-server';
import type { Attempt, PaymentProvider, RefundCall, StatementLine } from './provider';

const NOW = new Date('2026-05-01T12:00:00Z');
const signal = new AbortController().signal;
const call = { signal };

let server: Awaited<ReturnType<typeof startStripeServer>>;
let stripe: PaymentProvider;
beforeAll(async () => {
  server = await startStripeServer();
  vi.stubEnv('STRIPE_SECRET_KEY', STRIPE_KEY);
  vi.stubEnv('STRIPE_WEBHOOK_SECRET', 'whsec_test');
  vi.stubEnv('STRIPE_API_URL', server.url);
  ({ stripe } = await import('./stripe'));
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
    currency: 'USD',
    idempotency_key: 'ORD2026050100000007-abc',
    reference: 'a-reference',
    provider_ref: null,
    expires_at: inMinutes(60),
    created_at: NOW,
    ...given,
  };
}

/** An attempt that Stripe knows. */
async function opened(given: Partial<Attempt> = {}) {
  const one = attempt(given);
  const { provider_ref } = await stripe.open(one, call);
  return { ...one, provider_ref };
}

/** An attempt that was paid, and what a refund of it is. */
async function paid(given: Partial<Attempt> = {}) {
  const one = await opened(given);
  server.pay(one.provider_ref);
  const standing = await stripe.query(one, call);
  if (standing.kind !== 'succeeded') throw new Error(standing.kind);
  const refund: RefundCall = {
    refund_id: 31,
    amount: '0.29',
    currency: one.currency,
    reason: 'not wanted',
    idempotency_key: 'refund-31',
    attempt: one,
    transaction_id: standing.transaction_id,
  };
  return { attempt: one, refund, standing };
}

test('an attempt is opened as a session of Checkout, which says whose it is', async () => {
  const { pay_url, provider_ref } = await stripe.open(attempt(), call);
  expect(pay_url).toBe(`https://checkout.stripe.com/c/pay/${provider_ref}`);
  const [asked] = server.asked;
  const metadata = { payment_id: '7', order_no: 'ORD2026050100000007', reference: 'a-reference' };
  expect(server.sessions).toMatchObject([
    { amount_total: 110, currency: 'usd', metadata, of_intent: metadata },
  ]);
  expect(asked?.fields).toMatchObject({
    mode: 'payment',
    client_reference_id: 'ORD2026050100000007',
    success_url: 'http://127.0.0.1:3000/orders/ORD2026050100000007',
    cancel_url: 'http://127.0.0.1:3000/orders/ORD2026050100000007',
    expires_at: String(inMinutes(60).getTime() / 1_000),
    'line_items[0][quantity]': '1',
  });
  expect(asked?.headers).toMatchObject({
    'stripe-version': '2026-10-28.endive',
    'idempotency-key': 'ORD2026050100000007-abc',
  });
});

test('opening it again, also later, answers the same session', async () => {
  const first = await stripe.open(attempt(), call);
  vi.setSystemTime(inMinutes(5));
  expect(await stripe.open(attempt(), call)).toEqual(first);
  expect(server.sessions).toHaveLength(1);
});

test.each([
  ['a moment', inMinutes(1), inMinutes(40)],
  ['a week', inMinutes(7 * 24 * 60), inMinutes(24 * 60 - 10)],
])('%s to pay becomes what Stripe takes, also ten minutes later', async (_, expires_at, taken) => {
  vi.setSystemTime(inMinutes(10));
  await stripe.open(attempt({ expires_at }), call);
  expect(server.sessions).toMatchObject([{ expires_at: taken.getTime() / 1_000 }]);
});

test.each([
  ['0.29', 'USD', 29],
  ['99999999.99', 'CNY', 9_999_999_999],
  ['500.00', 'JPY', 500],
])('%s %s is asked for exactly, and told back exactly', async (amount, currency, minor) => {
  const one = await opened({ amount, currency });
  expect(server.sessions).toMatchObject([{ amount_total: minor, currency: currency.toLowerCase() }]);
  server.pay(one.provider_ref);
  expect(await stripe.query(one, call)).toMatchObject({ kind: 'succeeded', amount, currency });
});

test('an amount that the currency does not have is refused before Stripe hears of it', async () => {
  const { refund } = await paid({ amount: '500.00', currency: 'JPY' });
  server.asked.length = 0;
  await expect(stripe.open(attempt({ amount: '0.29', currency: 'JPY' }), call)).rejects.toThrow(
    PaymentGatewayError,
  );
  expect(await stripe.refund({ ...refund, amount: '10.50' }, call)).toEqual({
    status: 'refused',
    gateway_code: 'no_such_amount',
  });
  expect(server.asked).toEqual([]);
});

test('an attempt stands as its session does', async () => {
  const one = await opened();
  expect(await stripe.query(one, call)).toEqual({ kind: 'open' });
  server.decline(one.provider_ref, { code: 'card_declined', decline_code: 'insufficient_funds' });
  expect(await stripe.query(one, call)).toEqual({ kind: 'open' });
  server.pay(one.provider_ref);
  expect(await stripe.query(one, call)).toEqual({
    kind: 'succeeded',
    order_no: one.order_no,
    payment_id: 7,
    transaction_id: expect.stringMatching(/^pi_test_/) as string,
    amount: '1.10',
    currency: 'USD',
  });
});

test('a session that ran out failed: for its last decline, else because its time was over', async () => {
  const one = await opened();
  server.end(one.provider_ref, 'expired');
  expect(await stripe.query(one, call)).toMatchObject({
    kind: 'failed',
    reason: 'expired',
    transaction_id: one.provider_ref,
  });
  server.decline(one.provider_ref, { code: 'card_declined', decline_code: 'insufficient_funds' });
  expect(await stripe.query(one, call)).toMatchObject({ kind: 'failed', reason: 'insufficient_funds' });
});

test('money that takes days is waited for; when it comes to nothing, the attempt failed', async () => {
  const one = await opened();
  server.end(one.provider_ref, 'complete', 'processing');
  expect(await stripe.query(one, call)).toEqual({ kind: 'open' });
  server.end(one.provider_ref, 'complete', 'requires_payment_method');
  expect(await stripe.query(one, call)).toMatchObject({ kind: 'failed', reason: 'other' });
});

test('an attempt whose name was lost is found by what it carries, page by page', async () => {
  const mine = attempt({ payment_id: 8, reference: 'mine', idempotency_key: 'mine' });
  await stripe.open(mine, call);
  for (const key of ['a', 'b', 'c']) await stripe.open(attempt({ idempotency_key: key }), call);
  server.account.mostInPage = 1;
  expect(await stripe.query(mine, call)).toEqual({ kind: 'open' });
  expect(await stripe.query(attempt({ payment_id: 8, reference: 'another' }), call)).toEqual({
    kind: 'unknown',
  });
  expect(await stripe.query(attempt({ provider_ref: 'cs_test_never' }), call)).toEqual({ kind: 'unknown' });
});

test('a refund gives back exactly, once, and is found again', async () => {
  const { refund } = await paid();
  expect(await stripe.queryRefund(refund, call)).toEqual({ status: 'unknown' });
  const answer = await stripe.refund(refund, call);
  expect(answer).toEqual({ status: 'succeeded', provider_refund_id: server.refunds[0]?.id });
  expect(await stripe.refund(refund, call)).toEqual(answer);
  expect(server.refunds).toMatchObject([
    { amount: 29, metadata: { refund_id: '31', payment_id: '7', reason: 'not wanted' } },
  ]);
  expect(await stripe.queryRefund(refund, call)).toEqual(answer);
});

test('a refund of another amount under its key is not its own, and not told as how it stands', async () => {
  const { refund } = await paid();
  await stripe.refund(refund, call);
  const thrown = await stripe
    .queryRefund({ ...refund, amount: '0.30' }, call)
    .catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(PaymentGatewayError);
  expect(thrown).toMatchObject({ internal: { gateway_code: 'amount_differs' } });
});

test('a refund may be at work, and may come to nothing', async () => {
  const { refund } = await paid();
  server.account.refundStatus = 'pending';
  expect(await stripe.refund(refund, call)).toMatchObject({ status: 'processing' });
  Object.assign(server.refunds[0]!, { status: 'failed', failure_reason: 'expired_or_canceled_card' });
  expect(await stripe.queryRefund(refund, call)).toEqual({
    status: 'refused',
    gateway_code: 'expired_or_canceled_card',
  });
  // Asked for anew it is another one to Stripe.
  const anew = { ...refund, idempotency_key: 'refund-31-again' };
  expect(await stripe.queryRefund(anew, call)).toEqual({ status: 'unknown' });
  server.account.refundStatus = 'succeeded';
  expect(await stripe.refund(anew, call)).toMatchObject({ status: 'succeeded' });
  expect(await stripe.queryRefund(anew, call)).toMatchObject({ status: 'succeeded' });
});

test('more than there is to give back is refused for good', async () => {
  const { refund } = await paid();
  expect(await stripe.refund({ ...refund, amount: '1.11' }, call)).toMatchObject({ status: 'refused' });
  await stripe.refund({ ...refund, amount: '1.10', idempotency_key: 'all' }, call);
  expect(await stripe.refund({ ...refund, idempotency_key: 'again' }, call)).toEqual({
    status: 'refused',
    gateway_code: 'charge_already_refunded',
  });
});

test('that our balance is too low is no final word about a refund', async () => {
  const { refund } = await paid();
  server.play(answers(400, { error: { type: 'invalid_request_error', code: 'balance_insufficient' } }));
  const thrown = await stripe.refund(refund, call).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(PaymentGatewayError);
  expect(thrown).toMatchObject({ internal: { gateway_code: 'balance_insufficient' } });
});

test('the books of a time are read to their end, with what leads back to us', async () => {
  const { refund } = await paid();
  await paid({ payment_id: 8, idempotency_key: 'another', amount: '500.00', currency: 'JPY' });
  server.charges.push({ ...server.charges[0]!, id: 'ch_failed', status: 'failed' });
  server.charges.push({ ...server.charges[0]!, id: 'ch_late', created: NOW.getTime() / 1_000 + 60 });
  await stripe.refund(refund, call);
  server.account.mostInPage = 1;
  const lines = await booked();
  const ours = { order_no: refund.attempt.order_no, at: NOW };
  expect(lines).toEqual([
    {
      kind: 'charge',
      transaction_id: expect.any(String) as string,
      of_transaction: null,
      ...ours,
      payment_id: 8,
      amount: '500.00',
      currency: 'JPY',
    },
    {
      kind: 'charge',
      transaction_id: refund.transaction_id,
      of_transaction: null,
      ...ours,
      payment_id: 7,
      amount: '1.10',
      currency: 'USD',
    },
    {
      kind: 'refund',
      transaction_id: server.refunds[0]?.id,
      of_transaction: refund.transaction_id,
      ...ours,
      payment_id: 7,
      amount: '0.29',
      currency: 'USD',
    },
  ]);
});

test('what somebody else does on the account is in none of our books; what is done to ours by hand is', async () => {
  const { refund } = await paid();
  const [charge] = server.charges;
  const ours = charge!.metadata;
  const [unmarked, far] = [
    { ...ours, reference: '' },
    { ...ours, payment_id: '2147483648' },
  ];
  for (const metadata of [{}, unmarked, far, { reference: 'INV-7' }])
    server.charges.push({ ...charge!, id: 'ch_other', payment_intent: 'pi_other', metadata });
  await stripe.refund(refund, call);
  const [made] = server.refunds;
  const byHand = { ...made!, id: 're_hand', metadata: {} };
  server.refunds.push(byHand, { ...byHand, id: 're_other', charge: server.charges.at(-1) });
  const lines = await booked();
  expect(lines.filter(({ kind }) => kind === 'charge')).toMatchObject([{ payment_id: 7 }]);
  expect(lines.filter(({ kind }) => kind === 'refund')).toMatchObject([
    { transaction_id: 're_hand', of_transaction: refund.transaction_id, payment_id: 7 },
    { transaction_id: made?.id, payment_id: 7 },
  ]);
});

async function booked() {
  const lines: StatementLine[] = [];
  for await (const line of stripe.list!(NOW, inMinutes(1), call)) lines.push(line);
  return lines;
}

const failing = [
  ['open', () => stripe.open(attempt(), call)],
  ['query', () => stripe.query(attempt({ provider_ref: 'cs_test_1' }), call)],
  ['list', () => booked()],
] as const;

test.each(failing)('%s: what Stripe could not do is its error, with its code, asked once', async (_, ask) => {
  for (const [status, error, code] of [
    [402, { type: 'card_error', code: 'card_declined' }, 'card_declined'],
    [403, { type: 'invalid_request_error' }, 'invalid_request_error'],
    [429, { type: 'rate_limit_error', code: 'rate_limit' }, 'rate_limit'],
    [500, { type: 'api_error' }, 'api_error'],
  ] as const) {
    server.forget();
    server.play(answers(status, { error: { message: 'no', ...error } }));
    const thrown = await ask().catch((refused: unknown) => refused);
    expect(thrown).toBeInstanceOf(PaymentGatewayError);
    expect(thrown).toMatchObject({ internal: { gateway_code: code, http_status: status } });
    expect(server.asked).toHaveLength(1);
  }
  server.play(answers(503, '<html>away</html>'));
  const thrown = await ask().catch((refused: unknown) => refused);
  expect(thrown).toMatchObject({
    errorCode: 'PAYMENT_GATEWAY_ERROR',
    internal: { gateway_code: 'HTTP 503', http_status: 503 },
  });
});

test.each(failing)(
  '%s: without a whole answer it is not known what happened, and it is asked once',
  async (_, ask) => {
    for (const act of [hangsUp, breaksOff, answers(200, '<html>garbage</html>'), answers(200, 'null')]) {
      server.forget();
      server.play(act);
      const thrown = await ask().catch((error: unknown) => error);
      expect(thrown).toBeInstanceOf(PaymentNetworkError);
      expect(thrown).not.toBeInstanceOf(PaymentTimeoutError);
      expect(server.asked).toHaveLength(1);
    }
  },
);

test('a key that is still in use is no answer', async () => {
  server.play(answers(409, { error: { type: 'idempotency_error', code: 'idempotency_key_in_use' } }));
  await expect(stripe.open(attempt(), call)).rejects.toThrow(PaymentNetworkError);
});

test('an answer that goes elsewhere is not followed', async () => {
  server.play((response) => response.writeHead(302, { location: `${server.url}/elsewhere` }).end());
  await expect(stripe.open(attempt(), call)).rejects.toThrow(PaymentNetworkError);
  expect(server.asked).toHaveLength(1);
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
  const thrown = await stripe
    .open(attempt(), { signal: AbortSignal.timeout(150) })
    .catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(PaymentTimeoutError);
  await gone;
  expect(server.asked).toHaveLength(1);
});

test('no error tells the key', async () => {
  server.play(
    answers(401, { error: { message: 'Invalid API Key provided', type: 'invalid_request_error' } }),
  );
  const thrown = await stripe.open(attempt(), call).catch((error: unknown) => error);
  const { inspect } = await import('node:util');
  expect(inspect(thrown, { depth: 9, showHidden: true })).not.toContain(STRIPE_KEY);
});
