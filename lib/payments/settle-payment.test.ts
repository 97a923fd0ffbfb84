import { expect, test } from 'vitest';
import { cancelOrder } from '../orders/cancel-order';
import { database } from '../db';
import { atOnce, outcomes, testCtx, userCtx } from '../testing/database';
import { createUser, unique } from '../testing/factories';
import { createUnpaidOrder, deliver, moneyOf, notificationOf } from '../testing/payment-events';
import { createPayment } from './create-payment';
import { parseStripe } from './providers/stripe-events';
import { settleEvent } from './settle-event';
import { settlePayment } from './settle-payment';

const ACCEPTED = { code: 1, msg: 'success' };

async function alertsOf(key: string) {
  return database().alert.findMany({
    where: { key: { startsWith: key }, resolvedAt: null },
    select: { rule: true, count: true },
  });
}

async function outcomesOf(order_no: string) {
  const rows = await database().$queryRaw<{ outcome: string | null }[]>`
    SELECT outcome FROM payment_events WHERE verdict = 'VERIFIED' AND convert_from(raw_body, 'UTF8') LIKE ${`%${order_no}%`} ORDER BY id`;
  return rows.map((row) => row.outcome);
}

test('a success pays and confirms the order, and calls for its codes: nothing more, however many were bought', async () => {
  const order = await createUnpaidOrder({ codeCount: 1_000 }, 1_000);
  expect(await deliver(notificationOf(order, { transaction_id: 'txn-first' }))).toEqual(ACCEPTED);
  const { order: paid, payments, tracking, facts, audits } = await moneyOf(order.order_no);
  expect(paid).toMatchObject({
    status: 'CONFIRMED',
    paymentStatus: 'PAID',
    fulfillmentStatus: 'PENDING',
    version: 2,
  });
  expect(paid.paidAt).toEqual(paid.confirmedAt);
  expect(payments).toMatchObject([
    { status: 'COMPLETED', purpose: 'ORDER', transactionId: 'txn-first', refunds: [] },
  ]);
  expect(tracking.map(({ status, actor }) => [status, actor])).toEqual([
    ['PENDING', `user:${order.buyer.id}`],
    ['CONFIRMED', 'provider:sandbox'],
  ]);
  expect(facts).toEqual([
    { order_id: order.order_id, order_no: order.order_no, order_type: 'CODES', payment_id: order.payment_id },
  ]);
  expect(audits).toMatchObject([
    {
      actor: 'provider:sandbox',
      after: { payment_id: order.payment_id, payment_status: 'PAID', status: 'CONFIRMED' },
    },
  ]);
  expect(await outcomesOf(order.order_no)).toEqual(['SETTLED']);
  expect(await database().redeemCode.count({ where: { orderId: order.order_id } })).toBe(0);
});

test('fifty copies of one notification at once are one payment', async () => {
  const order = await createUnpaidOrder();
  const notification = notificationOf(order);
  const { values, errors } = outcomes(await atOnce(50, () => deliver(notification)));
  expect(errors).toEqual([]);
  expect(values).toEqual(Array.from({ length: 50 }, () => ACCEPTED));
  const { order: paid, payments, tracking, facts, audits } = await moneyOf(order.order_no);
  expect(paid).toMatchObject({ status: 'CONFIRMED', paymentStatus: 'PAID', version: 2 });
  expect([payments.length, facts.length, audits.length, tracking.length]).toEqual([1, 1, 1, 2]);
  expect(await outcomesOf(order.order_no)).toEqual(['SETTLED']);
});

test('fifty events about one transaction at once are one payment', async () => {
  const order = await createUnpaidOrder();
  const told = Array.from({ length: 50 }, () =>
    notificationOf(order, { transaction_id: `txn-${order.order_no}` }),
  );
  expect(outcomes(await atOnce(50, (index) => deliver(told[index]!))).errors).toEqual([]);
  const { payments, facts } = await moneyOf(order.order_no);
  expect([payments.length, facts.length]).toEqual([1, 1]);
  const outcome = await outcomesOf(order.order_no);
  expect(outcome.filter((one) => one === 'SETTLED')).toHaveLength(1);
  expect(outcome.filter((one) => one === 'NO_CHANGE')).toHaveLength(49);
});

test('a repetition days later changes nothing, not even the time of payment', async () => {
  const order = await createUnpaidOrder();
  const notification = notificationOf(order);
  await deliver(notification);
  const before = await moneyOf(order.order_no);
  expect(await deliver(notification)).toEqual(ACCEPTED);
  expect(await moneyOf(order.order_no)).toEqual(before);
});

test.each([
  ['another amount', { amount: '0.01' }],
  ['more than was asked', { amount: '99.91' }],
  ['another currency', { currency: 'USD' }],
])('%s pays nothing and calls people', async (_, said) => {
  const order = await createUnpaidOrder();
  expect(await deliver(notificationOf(order, said))).toEqual(ACCEPTED);
  const { order: unpaid, payments, facts } = await moneyOf(order.order_no);
  expect(unpaid).toMatchObject({ status: 'PENDING', paymentStatus: 'UNPAID', paidAt: null });
  expect(payments).toMatchObject([{ status: 'PENDING', transactionId: null }]);
  expect(facts).toEqual([]);
  expect(await outcomesOf(order.order_no)).toEqual(['MISMATCH']);
  expect(await alertsOf(order.order_no)).toEqual([{ rule: 'payments.mismatch', count: 1 }]);
});

test('the same amount written otherwise is the same amount', async () => {
  const order = await createUnpaidOrder({ price: '20.00' });
  await deliver(notificationOf(order, { amount: '20' }));
  expect((await moneyOf(order.order_no)).order.paymentStatus).toBe('PAID');
});

test('an attempt of another order pays neither', async () => {
  const [mine, yours] = [await createUnpaidOrder(), await createUnpaidOrder()];
  await deliver(notificationOf(mine, { payment_id: yours.payment_id }));
  expect((await moneyOf(mine.order_no)).order.paymentStatus).toBe('UNPAID');
  expect((await moneyOf(yours.order_no)).order.paymentStatus).toBe('UNPAID');
  expect(await outcomesOf(mine.order_no)).toEqual(['UNMATCHED']);
});

test('a transaction that paid one order does not pay another', async () => {
  const [first, second] = [await createUnpaidOrder(), await createUnpaidOrder()];
  const transaction_id = `txn-${first.order_no}`;
  await deliver(notificationOf(first, { transaction_id }));
  await deliver(notificationOf(second, { transaction_id }));
  expect((await moneyOf(second.order_no)).order.paymentStatus).toBe('UNPAID');
  expect(await outcomesOf(second.order_no)).toEqual(['MISMATCH']);
  expect(await alertsOf(second.order_no)).toEqual([{ rule: 'payments.transaction_reused', count: 1 }]);
});

test('a failure ends the attempt only, and a later success still wins', async () => {
  const order = await createUnpaidOrder();
  await deliver(notificationOf(order, { kind: 'failed' }));
  expect(await moneyOf(order.order_no)).toMatchObject({
    order: { status: 'PENDING', paymentStatus: 'UNPAID' },
    payments: [{ status: 'FAILED', errorCode: 'PAYMENT_FAILED' }],
  });
  await deliver(notificationOf(order));
  await deliver(notificationOf(order, { kind: 'failed' }));
  expect(await moneyOf(order.order_no)).toMatchObject({
    order: { status: 'CONFIRMED', paymentStatus: 'PAID' },
    payments: [{ status: 'COMPLETED', errorCode: null }],
  });
  expect(await outcomesOf(order.order_no)).toEqual(['FAILED', 'SETTLED', 'NO_CHANGE']);
});

test('what is paid after the order was cancelled is recorded and goes back; the order stays cancelled', async () => {
  const order = await createUnpaidOrder();
  await cancelOrder(userCtx(order.buyer), { order_no: order.order_no, reason: 'changed my mind' });
  expect(await deliver(notificationOf(order))).toEqual(ACCEPTED);
  const { order: cancelled, payments, facts } = await moneyOf(order.order_no);
  expect(cancelled).toMatchObject({ status: 'CANCELLED', paymentStatus: 'PAID' });
  expect(payments).toMatchObject([
    { status: 'COMPLETED', refunds: [{ kind: 'LATE', status: 'PROCESSING' }] },
  ]);
  expect(payments[0]?.refunds[0]?.amount).toEqual(payments[0]?.amount);
  expect(facts).toEqual([]);
  expect(await alertsOf(order.order_no)).toEqual([{ rule: 'payments.late', count: 1 }]);
});

test('an order past its time that nobody has cancelled yet is simply paid', async () => {
  const order = await createUnpaidOrder();
  await database().order.update({
    where: { id: order.order_id },
    data: { expiresAt: new Date(Date.now() - 60_000) },
  });
  await deliver(notificationOf(order));
  expect((await moneyOf(order.order_no)).order).toMatchObject({ status: 'CONFIRMED', paymentStatus: 'PAID' });
});

test('one transaction named for two orders at once pays one of them, and nobody is told to try again', async () => {
  for (let round = 0; round < 5; round += 1) {
    const orders = [await createUnpaidOrder(), await createUnpaidOrder()];
    const transaction_id = `txn-shared-${orders[0]?.order_no}`;
    const { errors } = outcomes(
      await atOnce(2, async (index) => {
        const order = orders[index];
        if (order) await deliver(notificationOf(order, { transaction_id }));
      }),
    );
    expect(errors).toEqual([]);
    const paid = await Promise.all(
      orders.map(async ({ order_no }) => (await moneyOf(order_no)).order.paymentStatus),
    );
    expect(paid.toSorted()).toEqual(['PAID', 'UNPAID']);
  }
});

test('a second transaction of a paid attempt is a payment of its own that goes back', async () => {
  const order = await createUnpaidOrder();
  await deliver(notificationOf(order));
  const again = notificationOf(order);
  expect(await deliver(again)).toEqual(ACCEPTED);
  await deliver(again);
  const { payments, facts } = await moneyOf(order.order_no);
  expect(payments).toMatchObject([
    { purpose: 'ORDER', status: 'COMPLETED', refunds: [] },
    { purpose: 'EXCESS', status: 'COMPLETED', refunds: [{ kind: 'EXCESS', status: 'PROCESSING' }] },
  ]);
  expect(facts).toHaveLength(1);
  expect(await alertsOf(order.order_no)).toEqual([{ rule: 'payments.excess', count: 1 }]);
});

test('two attempts that succeed at once: one pays, the other goes back', async () => {
  for (let round = 0; round < 10; round += 1) {
    const order = await createUnpaidOrder();
    await deliver(notificationOf(order, { kind: 'failed' }));
    const second = await createPayment(userCtx(order.buyer), { order_no: order.order_no });
    const told = [notificationOf(order), notificationOf({ ...order, payment_id: second.payment_id })];
    expect(outcomes(await atOnce(2, (index) => deliver(told[index]!))).errors).toEqual([]);
    const { payments, facts } = await moneyOf(order.order_no);
    expect(payments.map(({ purpose, status }) => `${purpose} ${status}`).toSorted()).toEqual([
      'EXCESS COMPLETED',
      'ORDER COMPLETED',
    ]);
    expect(payments.flatMap(({ refunds, purpose }) => refunds.map(({ kind }) => [purpose, kind]))).toEqual([
      ['EXCESS', 'EXCESS'],
    ]);
    expect(facts).toHaveLength(1);
  }
});

test('only a provider and the system settle', async () => {
  const admin = userCtx(await createUser({ role: 'ADMIN' }));
  await expect(settlePayment(admin, { event_id: 1n })).rejects.toMatchObject({
    errorCode: 'PERMISSION_DENIED',
  });
  await expect(settlePayment(testCtx(), { event_id: 9_000_000_000n })).rejects.toMatchObject({
    errorCode: 'RESOURCE_NOT_FOUND',
  });
});

test('an attempt of the same numbers with another reference is not ours: it pays nothing and ends nothing', async () => {
  const order = await createUnpaidOrder();
  const { reference } = await database().payment.update({
    where: { id: order.payment_id },
    data: { provider: 'stripe', method: 'stripe' },
  });
  const told = async (type: string, name: string) => {
    const { payment_id, order_no } = order;
    const object = {
      id: 'cs_1',
      status: type === 'expired' ? 'expired' : 'complete',
      payment_status: type === 'expired' ? 'unpaid' : 'paid',
      amount_total: 9_990,
      currency: 'cny',
      payment_intent: unique('pi'),
      metadata: { payment_id: String(payment_id), order_no, reference: name },
    };
    const event = { id: unique('evt'), type: `checkout.session.${type}`, data: { object } };
    const rawBody = Buffer.from(JSON.stringify(event));
    const report = parseStripe(rawBody);
    if (!report || report.kind === 'other') throw new Error('not read');
    const kept = { provider: 'stripe', eventId: event.id, rawBody, source: 'NOTIFY' } as const;
    return settleEvent(testCtx({ kind: 'provider', provider: 'stripe' }), kept, report);
  };
  expect(await told('completed', 'another-reference')).toBe('UNMATCHED');
  expect(await told('expired', 'another-reference')).toBe('UNMATCHED');
  const { order: row, payments } = await moneyOf(order.order_no);
  expect([row.paymentStatus, payments[0]?.status]).toEqual(['UNPAID', 'PENDING']);
  expect(await told('completed', reference)).toBe('SETTLED');
});
