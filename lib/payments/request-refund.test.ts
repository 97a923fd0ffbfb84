import { expect, test } from 'vitest';
import { cancelOrder } from '../orders/cancel-order';
import { database } from '../db';
import { atOnce, outcomes, testCtx, userCtx } from '../testing/database';
import { createUser } from '../testing/factories';
import { createUnpaidOrder, deliver, moneyOf, notificationOf } from '../testing/payment-events';
import { requestRefund } from './request-refund';

async function paidOrder() {
  const order = await createUnpaidOrder();
  await deliver(notificationOf(order));
  return order;
}

async function cancel(order_no: string) {
  await cancelOrder(userCtx(await createUser({ role: 'ADMIN' })), { order_no, reason: 'broken plan' });
}

test('what was paid for a cancelled order is asked back in full, once by ten at once', async () => {
  const { order_id, order_no, total_amount } = await paidOrder();
  await cancel(order_no);
  const { values, errors } = outcomes(await atOnce(10, () => requestRefund(testCtx(), { order_id })));
  expect(errors).toEqual([]);
  expect(values.filter(({ requested }) => requested)).toHaveLength(1);
  const refunds = (await moneyOf(order_no)).payments.flatMap((payment) => payment.refunds);
  expect(refunds).toMatchObject([{ kind: 'ORDER', status: 'REQUESTED', requestedBy: null }]);
  expect(`${refunds[0]?.amount.toString()}0`).toBe(total_amount);
  const audits = await database().auditEntry.findMany({
    where: { action: 'payments.request-refund', entityId: order_no },
  });
  expect(audits).toMatchObject([{ actor: 'system:test', after: { kind: 'ORDER' } }]);
});

test('an order that stands is not refunded, nor one that was never paid', async () => {
  const [stands, unpaid] = [await paidOrder(), await createUnpaidOrder()];
  await cancel(unpaid.order_no);
  for (const { order_id, order_no } of [stands, unpaid]) {
    expect(await requestRefund(testCtx(), { order_id })).toEqual({ requested: false });
    expect((await moneyOf(order_no)).payments.flatMap(({ refunds }) => refunds)).toEqual([]);
  }
});

test('what came late goes back once', async () => {
  const order = await createUnpaidOrder();
  await cancel(order.order_no);
  await deliver(notificationOf(order));
  expect(await requestRefund(testCtx(), { order_id: order.order_id })).toEqual({ requested: false });
  const refunds = (await moneyOf(order.order_no)).payments.flatMap((payment) => payment.refunds);
  expect(refunds).toMatchObject([{ kind: 'LATE' }]);
});

test('only the system asks', async () => {
  const { order_id } = await paidOrder();
  const admin = userCtx(await createUser({ role: 'ADMIN' }));
  await expect(requestRefund(admin, { order_id })).rejects.toMatchObject({ errorCode: 'PERMISSION_DENIED' });
});
