import { beforeEach, expect, test, vi } from 'vitest';
import { database } from '../db';
import { verifyData } from '../monitoring/verify-data';
import { cancelOrder } from '../orders/cancel-order';
import { atOnce, outcomes, testCtx, userCtx } from '../testing/database';
import { createDistributor, createUser } from '../testing/factories';
import { gateway, type GatewayFault } from '../testing/gateway-server';
import { createUnpaidOrder, deliver, moneyOf } from '../testing/payment-events';
import { hurry } from '../testing/workspace-server';
import { chargePayment } from './charge-payment';
import { playCharge } from './play-charge';
import { sandboxNotification } from './providers/sandbox';
import { reconcilePayment } from './reconcile-payment';
import { reconcilePayments } from './reconcile-payments';
import { recordAttempt } from './record-attempt';

beforeEach(async () => {
  vi.restoreAllMocks();
  Object.assign(gateway, { faults: [], heard: [], isDead: false });
  await database().$executeRaw`DELETE FROM circuit_breakers`;
});

async function unpaid() {
  const { buyer, order_no, order_id, total_amount, currency } = await createUnpaidOrder();
  const ctx = userCtx(buyer);
  const { payment_id } = await recordAttempt(ctx, { order_no, method: 'test_card' });
  const charge = (card: string, who = ctx) => chargePayment(who, { payment_id, card });
  const read = () => database().payment.findUniqueOrThrow({ where: { id: payment_id } });
  const books = () => database().sandboxTransaction.findMany({ where: { paymentId: payment_id } });
  return { ctx, order_no, order_id, payment_id, total_amount, currency, charge, read, books };
}

/** No money is anywhere that our books do not know of, and none of them contradict each other. */
async function expectExplained() {
  expect(await verifyData({ db: database() })).toEqual([]);
}

/** The last call is so long ago that nothing of it can be on its way. */
async function letTimePass(payment_id: number) {
  await database().$executeRaw`
    UPDATE payments SET created_at = created_at - interval '1 hour', called_at = called_at - interval '1 hour', ask_at = NULL
    WHERE id = ${payment_id}`;
}

test('a card is charged once, and its answer is settled like a callback', async () => {
  const { order_no, payment_id, charge, read, books } = await unpaid();
  const { transaction_id } = await charge('card_ok');
  expect(await read()).toMatchObject({ status: 'COMPLETED', transactionId: transaction_id });
  expect((await moneyOf(order_no)).order).toMatchObject({ paymentStatus: 'PAID', status: 'CONFIRMED' });
  const events = await database().paymentEvent.findMany({ where: { paymentId: payment_id } });
  expect(events).toMatchObject([{ source: 'CHARGE', verdict: 'VERIFIED', outcome: 'SETTLED' }]);
  expect(await charge('card_ok')).toEqual({ payment_id, transaction_id, counts: true });
  expect(await books()).toMatchObject([{ status: 'succeeded' }]);
});

test('twenty at once charge once, and all are told the same', async () => {
  const { order_no, charge, books } = await unpaid();
  const { values, errors } = outcomes(await atOnce(20, () => charge('card_ok')));
  expect(errors).toEqual([]);
  expect(new Set(values.map(({ transaction_id }) => transaction_id)).size).toBe(1);
  expect(await books()).toHaveLength(1);
  expect((await moneyOf(order_no)).facts).toHaveLength(1);
  await expectExplained();
});

test.each([
  ['card_declined', 'card_declined'],
  ['card_insufficient_funds', 'insufficient_funds'],
  ['card_expired', 'expired_card'],
])('%s fails for a reason that people understand, and stays failed', async (card, reason) => {
  const { ctx, order_no, payment_id, total_amount: amount, currency, charge, read } = await unpaid();
  const refused = { errorCode: 'PAYMENT_FAILED', httpStatus: 400, details: { reason } };
  await expect(charge(card)).rejects.toMatchObject(refused);
  expect(await read()).toMatchObject({
    status: 'FAILED',
    failureReason: reason,
    errorCode: 'PAYMENT_FAILED',
  });
  // The sandbox tells by itself what it has answered.
  const { idempotencyKey: key } = await read();
  expect(
    await playCharge(testCtx(), { key, order_no, payment_id, amount, currency }, 'failed'),
  ).toMatchObject({
    kind: 'failed',
    reason,
  });
  const asked = gateway.heard.length;
  await expect(charge('card_ok')).rejects.toMatchObject(refused);
  expect(gateway.heard).toHaveLength(asked);
  const again = await recordAttempt(ctx, { order_no, method: 'test_card' });
  expect(again.payment_id).not.toBe(payment_id);
  await chargePayment(ctx, { payment_id: again.payment_id, card: 'card_ok' });
  expect((await moneyOf(order_no)).order.paymentStatus).toBe('PAID');
  await expectExplained();
});

type Story = { fault: GatewayFault[]; card?: string; charged: boolean; code: string };
const STORIES: Record<string, Story> = {
  'it never answers': { fault: ['hangs'], charged: true, code: 'PAYMENT_TIMEOUT' },
  'it is too slow': { fault: [], card: 'card_slow', charged: true, code: 'PAYMENT_TIMEOUT' },
  'it hangs up before it does anything': {
    fault: ['hangs_up', 'hangs_up', 'hangs_up'],
    charged: false,
    code: 'PAYMENT_NETWORK_ERROR',
  },
  'it charges and hangs up in the middle of the answer': {
    fault: [],
    card: 'card_hangs_up',
    charged: true,
    code: 'PAYMENT_NETWORK_ERROR',
  },
  'it fails before': { fault: [], card: 'card_error', charged: false, code: 'PAYMENT_GATEWAY_ERROR' },
  'it charges and fails afterwards': { fault: ['fails_after'], charged: true, code: 'PAYMENT_GATEWAY_ERROR' },
};

test.each(Object.entries(STORIES))(
  'when %s, nobody says paid or failed until the gateway is asked',
  async (_, { fault, card = 'card_ok', charged, code }) => {
    if (code === 'PAYMENT_TIMEOUT') hurry();
    const { order_no, payment_id, charge, read, books } = await unpaid();
    gateway.faults = [...fault];
    await expect(charge(card)).rejects.toMatchObject({ errorCode: code });
    expect(await read()).toMatchObject({ status: 'TIMEOUT', errorCode: code, transactionId: null });
    expect(await books()).toHaveLength(charged ? 1 : 0);
    vi.restoreAllMocks();
    await letTimePass(payment_id);
    await reconcilePayments(testCtx());
    expect(await read()).toMatchObject(
      charged ? { status: 'COMPLETED' } : { status: 'FAILED', failureReason: 'never_arrived' },
    );
    expect((await moneyOf(order_no)).order.paymentStatus).toBe(charged ? 'PAID' : 'UNPAID');
    await expectExplained();
  },
);

test('an answer that was lost once is asked for again under the same key', async () => {
  const { charge, read, books } = await unpaid();
  gateway.faults = ['hangs_up_after'];
  await charge('card_ok');
  expect(await read()).toMatchObject({ status: 'COMPLETED' });
  expect(await books()).toHaveLength(1);
});

test('a gateway that is dead leaves the attempt open; after it is back, another call ends it', async () => {
  const { order_no, charge, read, books } = await unpaid();
  gateway.isDead = true;
  await expect(charge('card_ok')).rejects.toMatchObject({ errorCode: 'PAYMENT_NETWORK_ERROR' });
  expect(await read()).toMatchObject({ status: 'TIMEOUT' });
  gateway.isDead = false;
  await database().$executeRaw`DELETE FROM circuit_breakers`;
  await charge('card_ok');
  expect(await books()).toHaveLength(1);
  expect((await moneyOf(order_no)).order.paymentStatus).toBe('PAID');
});

test('the callback may come before the answer, after it, and twice', async () => {
  hurry();
  const { order_no, payment_id, total_amount: amount, currency, charge, read } = await unpaid();
  const { idempotencyKey } = await read();
  const told = sandboxNotification({
    kind: 'succeeded',
    order_no,
    payment_id,
    transaction_id: `txn-${idempotencyKey}`,
    amount,
    currency,
  });
  const slow = charge('card_slow');
  await vi.waitFor(() => expect(gateway.heard).toHaveLength(1));
  await deliver(told);
  // The call ran out of patience; by then the callback had told.
  expect(await slow).toMatchObject({ payment_id });
  await deliver(told);
  await reconcilePayment(testCtx(), { payment_id });
  expect((await moneyOf(order_no)).payments.filter(({ status }) => status === 'COMPLETED')).toHaveLength(1);
  await expectExplained();
});

test('an attempt that was called a moment ago is not given up because the gateway does not know it', async () => {
  const { payment_id, read } = await unpaid();
  await letTimePass(payment_id);
  await database().$executeRaw`UPDATE payments SET called_at = now() WHERE id = ${payment_id}`;
  expect(await reconcilePayment(testCtx(), { payment_id })).toBe(false);
  expect(await read()).toMatchObject({ status: 'PENDING' });
});

test('what was given up is not called any more; money that comes all the same pays the order', async () => {
  const { order_no, payment_id, total_amount: amount, currency, charge, read } = await unpaid();
  await letTimePass(payment_id);
  await reconcilePayments(testCtx());
  const asked = gateway.heard.length;
  await expect(charge('card_ok')).rejects.toMatchObject({ details: { reason: 'never_arrived' } });
  expect(gateway.heard).toHaveLength(asked);
  const report = {
    kind: 'succeeded',
    order_no,
    payment_id,
    transaction_id: 'late',
    amount,
    currency,
  } as const;
  await deliver(sandboxNotification(report));
  expect(await read()).toMatchObject({ status: 'COMPLETED', failureReason: null });
});

test('an attempt is asked about after some minutes, and then less and less often', async () => {
  const { payment_id, read } = await unpaid();
  await reconcilePayments(testCtx());
  expect((await read()).asks).toBe(0);
  await database().$executeRaw`
    UPDATE payments SET created_at = now() - interval '3 minutes', asks = 4 WHERE id = ${payment_id}`;
  const before = Date.now();
  await reconcilePayments(testCtx());
  await reconcilePayments(testCtx());
  const { asks, askAt } = await read();
  expect(asks).toBe(5);
  expect(askAt!.getTime() - before).toBeGreaterThan(15 * 60_000);
});

test('an order that is cancelled meanwhile is not charged', async () => {
  const { ctx, order_no, charge } = await unpaid();
  await cancelOrder(ctx, { order_no, reason: 'changed my mind' });
  await expect(charge('card_ok')).rejects.toMatchObject({ errorCode: 'ORDER_NOT_PAYABLE' });
  expect(gateway.heard).toEqual([]);
});

test('somebody else does not find the attempt; staff and the public do not charge', async () => {
  const { charge } = await unpaid();
  const stranger = userCtx(await createDistributor());
  await expect(charge('card_ok', stranger)).rejects.toMatchObject({ errorCode: 'RESOURCE_NOT_FOUND' });
  const operator = userCtx(await createUser({ role: 'OPERATOR' }));
  await expect(charge('card_ok', operator)).rejects.toMatchObject({ errorCode: 'PERMISSION_DENIED' });
  const anyone = testCtx({ kind: 'public', ip: '203.0.113.9' });
  await expect(charge('card_ok', anyone)).rejects.toMatchObject({ errorCode: 'UNAUTHENTICATED' });
});

test('whoever does not know the key gets nothing from the gateway', async () => {
  const { charge } = await unpaid();
  await charge('card_ok');
  const url = `${process.env.SANDBOX_GATEWAY_URL}/transactions?from=2020-01-01&to=2100-01-01`;
  for (const authorization of ['', 'Bearer ', `Bearer ${'0'.repeat(64)}`])
    expect((await fetch(url, { headers: { authorization } })).status).toBe(401);
});

test('while a charge is unanswered nobody begins another; that it was not even sent leaves the order free', async () => {
  const { ctx, order_no, payment_id, charge, read } = await unpaid();
  gateway.isDead = true;
  await expect(charge('card_ok')).rejects.toMatchObject({ errorCode: 'PAYMENT_NETWORK_ERROR' });
  expect(await read()).toMatchObject({ status: 'TIMEOUT' });
  await expect(recordAttempt(ctx, { order_no, method: 'sandbox' })).rejects.toMatchObject({
    errorCode: 'PAYMENT_UNDECIDED',
  });

  const other = await unpaid();
  await database().$executeRaw`
    INSERT INTO circuit_breakers (name, state, opened_at) VALUES ('payments.sandbox', 'OPEN', now())
    ON CONFLICT (name) DO UPDATE SET state = 'OPEN', opened_at = now()`;
  await expect(other.charge('card_ok')).rejects.toMatchObject({ errorCode: 'SERVICE_UNAVAILABLE' });
  expect(await other.read()).toMatchObject({ status: 'PENDING', errorCode: null });
  await database().$executeRaw`DELETE FROM circuit_breakers`;
  gateway.isDead = false;
  expect(await recordAttempt(other.ctx, { order_no: other.order_no, method: 'sandbox' })).not.toEqual({
    payment_id: other.payment_id,
  });
  await letTimePass(payment_id);
  await reconcilePayment(testCtx(), { payment_id });
  expect(await read()).toMatchObject({ status: 'FAILED' });
  await recordAttempt(ctx, { order_no, method: 'sandbox' });
  await expectExplained();
});
