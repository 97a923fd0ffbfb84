import { afterEach, expect, test, vi } from 'vitest';
import { database } from '../db';
import { PaymentGatewayError, PaymentTimeoutError } from '../errors';
import { expectDataClean } from '../monitoring/verify-data';
import { atOnce, outcomes, testCtx, userCtx } from '../testing/database';
import { createUser } from '../testing/factories';
import { createPaidOrder, moneyOf } from '../testing/payment-events';
import { playRefundGateway, refuses } from '../testing/refund-gateway';
import { jobsOfRefund, passClaim, refundedFacts, standingOf } from '../testing/refunds';
import { carryOutRefund } from './carry-out-refund';
import { requestRefund } from './request-refund';
import { retryRefund } from './retry-refund';

afterEach(() => {
  vi.restoreAllMocks();
});

async function askedRefund(amount?: string) {
  const order = await createPaidOrder({ price: '100.00' });
  const admin = userCtx(await createUser({ role: 'ADMIN' }));
  const asked = await requestRefund(admin, { payment_id: order.payment_id, reason: 'not needed', amount });
  return { ...order, ...asked, admin };
}

const carryOut = (refund_id: number, tries = 1) => carryOutRefund(testCtx(), { refund_id, tries });

const alertsOf = (key: string) => database().alert.findMany({ where: { key, resolvedAt: null } });

test('all of a payment goes back: refund, payment and order say so, and whoever must follow is told', async () => {
  const gateway = playRefundGateway();
  const { refund_id, payment_id, order_no, order_id } = await askedRefund();
  expect(await carryOut(refund_id)).toBe('refunded');
  expect(await standingOf(refund_id)).toMatchObject({
    refund: 'SUCCEEDED',
    payment: 'REFUNDED',
    order: 'REFUNDED',
  });
  expect(gateway.givenFor(payment_id)).toBe(100_00);
  expect(gateway.refund.mock.lastCall?.[0]).toMatchObject({
    refund_id,
    amount: '100.00',
    currency: 'CNY',
    reason: 'not needed',
    attempt: { payment_id, order_no },
  });
  expect(await refundedFacts(order_no)).toEqual([
    { order_id, order_no, order_type: 'CODES', payment_id, refund_id, full: true },
  ]);
  const { order } = await moneyOf(order_no);
  expect(order.status).toBe('CONFIRMED');
  expect(await carryOut(refund_id)).toBe('left-alone');
  await expectDataClean(testCtx());
});

test('parts add up: the order is refunded in part until nothing is left', async () => {
  const gateway = playRefundGateway();
  const { refund_id, payment_id, admin, order_no } = await askedRefund('30.00');
  expect(await carryOut(refund_id)).toBe('refunded');
  expect(await standingOf(refund_id)).toMatchObject({ payment: 'COMPLETED', order: 'PARTIALLY_REFUNDED' });
  const rest = await requestRefund(admin, { payment_id, reason: 'the rest' });
  expect(await carryOut(rest.refund_id)).toBe('refunded');
  expect(await standingOf(rest.refund_id)).toMatchObject({ payment: 'REFUNDED', order: 'REFUNDED' });
  expect(gateway.givenFor(payment_id)).toBe(100_00);
  expect((await refundedFacts(order_no)).map(({ full }) => full)).toEqual([false, true]);
  await expectDataClean(testCtx());
});

test('while the provider is asked, the payment is being refunded and no transaction is open', async () => {
  const gateway = playRefundGateway();
  const { refund_id } = await askedRefund();
  const seen: unknown[] = [];
  gateway.play(async (_, carryOutThere) => {
    seen.push(await standingOf(refund_id));
    seen.push(
      await database().$queryRaw`
      SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'`,
    );
    return carryOutThere();
  });
  await carryOut(refund_id);
  expect(seen).toMatchObject([{ refund: 'PROCESSING', payment: 'REFUNDING', order: 'PAID' }, []]);
});

test('two workers at once call once, also where the provider takes no notice of keys', async () => {
  const gateway = playRefundGateway({ honoursKeys: false });
  const { refund_id, payment_id } = await askedRefund();
  const { values, errors } = outcomes(await atOnce(8, () => carryOut(refund_id)));
  expect(errors).toEqual([]);
  expect(values.toSorted()).toEqual([...Array.from({ length: 7 }, () => 'left-alone'), 'refunded']);
  expect([gateway.calls, gateway.givenFor(payment_id)]).toEqual([[`refund ${refund_id}`], 100_00]);
});

test('several refunds of a payment take turns: none is lost, none is called twice', async () => {
  const gateway = playRefundGateway({ honoursKeys: false });
  const first = await askedRefund('20.00');
  const { payment_id, admin } = first;
  const second = await requestRefund(admin, { payment_id, reason: 'more', amount: '30.00' });
  const third = await requestRefund(admin, { payment_id, reason: 'still more', amount: '50.00' });
  const ids = [first, second, third].map(({ refund_id }) => refund_id);
  for (let round = 0; round < 3; round += 1) await atOnce(6, (index) => carryOut(ids[index % 3]!));
  expect(gateway.givenFor(payment_id)).toBe(100_00);
  expect(gateway.calls.toSorted()).toEqual(ids.map((id) => `refund ${id}`).toSorted());
  expect(await standingOf(third.refund_id)).toMatchObject({ payment: 'REFUNDED', order: 'REFUNDED' });
  await expectDataClean(testCtx());
});

test('what waits for its turn has it as soon as the one before has ended', async () => {
  const gateway = playRefundGateway();
  const { refund_id, payment_id, admin } = await askedRefund('20.00');
  const next = await requestRefund(admin, { payment_id, reason: 'more', amount: '30.00' });
  const meanwhile: unknown[] = [];
  gateway.play(async (_, carryOutThere) => {
    meanwhile.push(await carryOut(next.refund_id), await jobsOfRefund(next.refund_id));
    await database()
      .$executeRaw`DELETE FROM graphile_worker._private_jobs WHERE key = ${`refund:${next.refund_id}`}`;
    return carryOutThere();
  });
  await carryOut(refund_id);
  expect(meanwhile).toMatchObject(['left-alone', [{ tries: 1 }]]);
  expect(gateway.calls).toEqual([`refund ${refund_id}`]);
  expect(await jobsOfRefund(next.refund_id)).toMatchObject([{ refund_id: next.refund_id, tries: 1 }]);
});

test('a refusal is final: the payment is not shown as refunded, people are called, and the amount is free again', async () => {
  const gateway = playRefundGateway();
  const { refund_id, payment_id, order_no, admin } = await askedRefund();
  gateway.play(refuses);
  expect(await carryOut(refund_id)).toBe('refused');
  expect(await standingOf(refund_id)).toEqual({
    refund: 'FAILED',
    payment: 'COMPLETED',
    order: 'PAID',
    error_code: 'REFUND_ERROR',
    attempts: 1,
    known: true,
  });
  expect(await alertsOf(order_no)).toMatchObject([{ rule: 'payments.refund_failed', facts: { refund_id } }]);
  const other = await requestRefund(admin, { payment_id, reason: 'another way', amount: '60.00' });
  await expect(retryRefund(admin, { refund_id })).rejects.toMatchObject({ errorCode: 'REFUND_NOT_ALLOWED' });
  gateway.play(refuses);
  await carryOut(other.refund_id);
  await expectDataClean(testCtx());
});

test('a refused refund that is tried again is a new one to the provider, and closes the alert', async () => {
  const gateway = playRefundGateway();
  const { refund_id, order_no, admin } = await askedRefund();
  gateway.play(refuses);
  await carryOut(refund_id);
  expect(await retryRefund(admin, { refund_id })).toMatchObject({ status: 'processing', refundable: '0.00' });
  expect(await alertsOf(order_no)).toEqual([]);
  expect(await carryOut(refund_id)).toBe('refunded');
  const [first, second] = gateway.refund.mock.calls.map(([call]) => call.idempotency_key);
  expect(first).not.toBe(second);
  expect(gateway.query).not.toHaveBeenCalled();
  await expectDataClean(testCtx());
});

test.each([
  ['no answer', () => Promise.reject(new PaymentTimeoutError()), 'PAYMENT_TIMEOUT'],
  [
    'an error of its own',
    () => Promise.reject(new PaymentGatewayError('HTTP 500', 500)),
    'PAYMENT_GATEWAY_ERROR',
  ],
] as const)('%s: it stays in progress and is tried again later', async (_, act, error_code) => {
  const gateway = playRefundGateway();
  const { refund_id } = await askedRefund();
  gateway.play(act);
  expect(await carryOut(refund_id)).toBe('retrying');
  expect(await standingOf(refund_id)).toMatchObject({
    refund: 'PROCESSING',
    payment: 'REFUNDING',
    order: 'PAID',
    error_code,
  });
  expect(await jobsOfRefund(refund_id)).toMatchObject([{ tries: 2 }]);
  expect(await carryOut(refund_id, 2)).toBe('refunded');
  // It is asked before it is told again.
  expect(gateway.calls).toEqual([`refund ${refund_id}`, `query ${refund_id}`, `refund ${refund_id}`]);
  await expectDataClean(testCtx());
});

test('money that left although no answer came is found and not sent again', async () => {
  const gateway = playRefundGateway({ honoursKeys: false });
  const { refund_id, payment_id } = await askedRefund();
  gateway.play((_, carryOutThere) => {
    carryOutThere();
    return Promise.reject(new PaymentTimeoutError());
  });
  expect(await carryOut(refund_id)).toBe('retrying');
  expect(await carryOut(refund_id, 2)).toBe('refunded');
  expect([gateway.calls.at(-1), gateway.givenFor(payment_id)]).toEqual([`query ${refund_id}`, 100_00]);
});

test('after the last try people are called; the amount stays taken, and the same refund can be tried again', async () => {
  const gateway = playRefundGateway();
  const { refund_id, payment_id, order_no, admin } = await askedRefund();
  const silent = () => Promise.reject(new PaymentTimeoutError());
  gateway.play(silent);
  expect(await carryOut(refund_id, 10)).toBe('failed');
  expect(await standingOf(refund_id)).toMatchObject({
    refund: 'FAILED',
    payment: 'COMPLETED',
    order: 'PAID',
    error_code: 'PAYMENT_TIMEOUT',
    known: false,
  });
  expect(await alertsOf(order_no)).toMatchObject([
    { rule: 'payments.refund_failed', facts: { error_code: 'PAYMENT_TIMEOUT' } },
  ]);
  await expect(requestRefund(admin, { payment_id, reason: 'again' })).rejects.toMatchObject({
    errorCode: 'REFUND_NOT_ALLOWED',
  });
  const before = gateway.refund.mock.lastCall?.[0].idempotency_key;
  await retryRefund(admin, { refund_id });
  expect(await carryOut(refund_id)).toBe('refunded');
  expect(gateway.refund.mock.lastCall?.[0].idempotency_key).toBe(before);
  expect(gateway.query).toHaveBeenCalled();
  await expectDataClean(testCtx());
});

test('a provider that takes its time is asked again, and nothing counts as given back until it says so', async () => {
  const gateway = playRefundGateway();
  const { refund_id, order_no } = await askedRefund();
  gateway.play(() => Promise.resolve({ status: 'processing', provider_refund_id: 're-slow' }));
  expect(await carryOut(refund_id, 4)).toBe('processing');
  expect(await standingOf(refund_id)).toMatchObject({
    refund: 'PROCESSING',
    payment: 'REFUNDING',
    order: 'PAID',
  });
  expect(await jobsOfRefund(refund_id)).toMatchObject([{ tries: 1 }]);
  expect(await refundedFacts(order_no)).toEqual([]);
  gateway.query.mockResolvedValueOnce({ status: 'succeeded', provider_refund_id: 're-slow' });
  expect(await carryOut(refund_id)).toBe('refunded');
  expect(gateway.calls).toEqual([`refund ${refund_id}`]);
});

test('whoever dies while the provider is asked leaves a job behind, which goes on when the attempt is not trusted any more', async () => {
  const gateway = playRefundGateway({ honoursKeys: false });
  const { refund_id, payment_id } = await askedRefund();
  // It never comes back from its call.
  gateway.play((_, carryOutThere) => {
    carryOutThere();
    return new Promise(() => undefined);
  });
  void carryOut(refund_id);
  await vi.waitFor(() => expect(gateway.calls).toHaveLength(1));
  expect(await carryOut(refund_id, 2)).toBe('left-alone');
  expect(await jobsOfRefund(refund_id)).toHaveLength(1);
  await passClaim(refund_id);
  expect(await carryOut(refund_id, 2)).toBe('refunded');
  expect(gateway.givenFor(payment_id)).toBe(100_00);
  await expectDataClean(testCtx());
});

test('an answer that comes after another has taken over still counts when it is proof, and only then', async () => {
  const gateway = playRefundGateway();
  const { refund_id } = await askedRefund();
  gateway.play(async () => {
    await passClaim(refund_id);
    // Another one has taken over, and is not done yet.
    gateway.query.mockRejectedValueOnce(new PaymentTimeoutError());
    await carryOut(refund_id, 2);
    return { status: 'refused', gateway_code: 'too late' };
  });
  expect(await carryOut(refund_id)).toBe('left-alone');
  expect(await standingOf(refund_id)).toMatchObject({ refund: 'PROCESSING', payment: 'REFUNDING' });
  gateway.query.mockImplementationOnce(async () => {
    await passClaim(refund_id);
    gateway.query.mockRejectedValueOnce(new PaymentTimeoutError());
    await carryOut(refund_id, 3);
    return { status: 'succeeded', provider_refund_id: 're-late' };
  });
  expect(await carryOut(refund_id, 2)).toBe('refunded');
  await expectDataClean(testCtx());
});

test('only the system carries refunds out', async () => {
  const { refund_id, admin } = await askedRefund();
  await expect(carryOutRefund(admin, { refund_id, tries: 1 })).rejects.toMatchObject({
    errorCode: 'PERMISSION_DENIED',
  });
});
