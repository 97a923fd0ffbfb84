import { afterEach, expect, test, vi } from 'vitest';
import { cancelOrder } from '../orders/cancel-order';
import { database } from '../db';
import { expectDataClean } from '../monitoring/verify-data';
import { atOnce, outcomes, testCtx, userCtx } from '../testing/database';
import { createUser } from '../testing/factories';
import {
  createPaidOrder,
  createUnpaidOrder,
  deliver,
  moneyOf,
  notificationOf,
} from '../testing/payment-events';
import { playRefundGateway, refuses } from '../testing/refund-gateway';
import { jobsOfRefund } from '../testing/refunds';
import { carryOutRefund } from './carry-out-refund';
import { requestOrderRefund } from './request-order-refund';
import { requestRefund } from './request-refund';
import { retryRefund } from './retry-refund';

afterEach(() => {
  vi.restoreAllMocks();
});

const admin = async () => {
  const user = await createUser({ role: 'ADMIN' });
  return { ...userCtx(user), id: user.id };
};
const reason = 'broken plan';
const carryOut = (refund_id: number) => carryOutRefund(testCtx(), { refund_id, tries: 1 });
const refundsOf = async (order_no: string) =>
  (await moneyOf(order_no)).payments.flatMap((payment) => payment.refunds);

test('what was paid for an order is asked back in full, once by ten at once, in the name of who cancelled it', async () => {
  const { order_id, order_no, total_amount } = await createPaidOrder();
  const canceller = await admin();
  await cancelOrder(canceller, { order_no, reason });
  const { values, errors } = outcomes(await atOnce(10, () => requestOrderRefund(testCtx(), { order_id })));
  expect(errors).toEqual([]);
  const [refund] = await refundsOf(order_no);
  expect(values).toEqual(Array.from({ length: 10 }, () => ({ refund_id: refund?.id, status: 'PROCESSING' })));
  expect(await refundsOf(order_no)).toMatchObject([{ kind: 'ORDER', requestedBy: canceller.id }]);
  expect(`${refund?.amount.toString()}0`).toBe(total_amount);
  expect(await jobsOfRefund(refund!.id)).toHaveLength(1);
  const audits = await database().auditEntry.findMany({
    where: { action: 'payments.request-order-refund', entityId: order_no },
  });
  expect(audits).toMatchObject([
    { actor: 'system:test', after: { kind: 'ORDER', reason: 'ORDER_CANCELLED' } },
  ]);
});

test('asked again it answers how the refund stands, also after one that was refused and tried again', async () => {
  const gateway = playRefundGateway();
  const { order_id } = await createPaidOrder();
  const { refund_id } = await requestOrderRefund(testCtx(), { order_id });
  gateway.play(refuses);
  await carryOut(refund_id!);
  expect(await requestOrderRefund(testCtx(), { order_id })).toEqual({ refund_id, status: 'FAILED' });
  await retryRefund(await admin(), { refund_id: refund_id! });
  expect(await requestOrderRefund(testCtx(), { order_id })).toEqual({ refund_id, status: 'PROCESSING' });
  await carryOut(refund_id!);
  expect(await requestOrderRefund(testCtx(), { order_id })).toEqual({ refund_id, status: 'SUCCEEDED' });
  await expectDataClean(testCtx());
});

test('only what is left is asked back; where all was asked back before, that refund answers', async () => {
  const partly = await createPaidOrder({ price: '100.00' });
  await requestRefund(await admin(), { payment_id: partly.payment_id, reason, amount: '40.00' });
  await requestOrderRefund(testCtx(), { order_id: partly.order_id });
  expect((await refundsOf(partly.order_no)).map(({ amount }) => amount.toString()).toSorted()).toEqual([
    '40',
    '60',
  ]);
  const wholly = await createPaidOrder();
  const { refund_id } = await requestRefund(await admin(), { payment_id: wholly.payment_id, reason });
  const answer = await requestOrderRefund(testCtx(), { order_id: wholly.order_id });
  expect(answer).toEqual({ refund_id, status: 'PROCESSING' });
  expect(await refundsOf(wholly.order_no)).toHaveLength(1);
  await expectDataClean(testCtx());
});

test('the same person cannot cancel a large order and have its money sent alone', async () => {
  const { order_id, order_no } = await createPaidOrder({ price: '20000.00' });
  const canceller = await admin();
  await cancelOrder(canceller, { order_no, reason });
  const answer = await requestOrderRefund(testCtx(), { order_id });
  expect(answer).toMatchObject({ status: 'AWAITING_APPROVAL' });
  expect(await refundsOf(order_no)).toMatchObject([{ requestedBy: canceller.id }]);
});

test('an order that was never paid has nothing to give back', async () => {
  const { order_id } = await createUnpaidOrder();
  expect(await requestOrderRefund(testCtx(), { order_id })).toEqual({
    refund_id: null,
    status: 'NOTHING_PAID',
  });
  await expect(requestOrderRefund(testCtx(), { order_id: 2_000_000_001 })).rejects.toMatchObject({
    errorCode: 'RESOURCE_NOT_FOUND',
  });
});

test('what came late goes back once, by itself, however much it is: the order stays cancelled and ends refunded', async () => {
  const gateway = playRefundGateway();
  const { buyer, payment_id, order_id, ...order } = await createUnpaidOrder({ price: '20000.00' });
  await cancelOrder(userCtx(buyer), { order_no: order.order_no, reason });
  await deliver(notificationOf({ ...order, payment_id }));
  const [refund] = await refundsOf(order.order_no);
  expect(refund).toMatchObject({ kind: 'LATE', status: 'PROCESSING', requestedBy: null });
  expect(await requestOrderRefund(testCtx(), { order_id })).toEqual({
    refund_id: refund!.id,
    status: 'PROCESSING',
  });
  expect(await carryOut(refund!.id)).toBe('refunded');
  expect(gateway.givenFor(payment_id)).toBe(20_000_00);
  expect((await moneyOf(order.order_no)).order).toMatchObject({
    status: 'CANCELLED',
    paymentStatus: 'REFUNDED',
  });
  await expectDataClean(testCtx());
});

test('what was paid twice goes back once, by itself; the order stays paid', async () => {
  const gateway = playRefundGateway();
  const order = await createPaidOrder();
  await deliver(notificationOf(order));
  const [, excess] = (await moneyOf(order.order_no)).payments;
  expect(excess?.refunds).toMatchObject([{ kind: 'EXCESS', status: 'PROCESSING' }]);
  expect(await carryOut(excess!.refunds[0]!.id)).toBe('refunded');
  expect(gateway.givenFor(excess!.id)).toBe(99_90);
  const { order: after, payments } = await moneyOf(order.order_no);
  expect(payments.map(({ status }) => status)).toEqual(['COMPLETED', 'REFUNDED']);
  expect(after).toMatchObject({ status: 'CONFIRMED', paymentStatus: 'PAID' });
  await expectDataClean(testCtx());
});

test('only the system asks', async () => {
  const { order_id } = await createPaidOrder();
  await expect(requestOrderRefund(await admin(), { order_id })).rejects.toMatchObject({
    errorCode: 'PERMISSION_DENIED',
  });
});
