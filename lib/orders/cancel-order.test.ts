import { expect, test, vi } from 'vitest';
import { database } from '../db';
import type { Prisma } from '../db';
import { logEvent } from '../log';
import { atOnce, outcomes, testCtx, userCtx } from '../testing/database';
import { createDistributor, createUser } from '../testing/factories';
import { createUnpaidOrder, deliver, moneyOf, notificationOf } from '../testing/payment-events';
import { cancelOrder } from './cancel-order';

vi.mock('../log', { spy: true });

const reason = 'bought the wrong plan';
const staff = async (role: 'ADMIN' | 'OPERATOR') => userCtx(await createUser({ role }));

async function orderIn(state: Prisma.OrderUncheckedUpdateInput) {
  const order = await createUnpaidOrder();
  await database().order.update({ where: { id: order.order_id }, data: state });
  return order;
}

async function cancelledFacts(order_no: string) {
  const rows = await database().$queryRaw<{ payload: object }[]>`
    SELECT payload FROM graphile_worker._private_jobs AS job JOIN graphile_worker._private_tasks AS task ON task.id = job.task_id
    WHERE task.identifier = 'orders.cancelled' AND payload ->> 'order_no' = ${order_no}`;
  return rows.map(({ payload }) => payload);
}

test('a buyer cancels an unpaid order, which says when and why', async () => {
  const { buyer, order_no, order_id } = await createUnpaidOrder();
  expect(await cancelOrder(userCtx(buyer), { order_no, reason })).toEqual({
    order_no,
    status: 'cancelled',
    payment_status: 'unpaid',
    fulfillment_status: 'pending',
    version: 2,
  });
  const order = await database().order.findUniqueOrThrow({
    where: { id: order_id },
    include: { tracking: { orderBy: { id: 'asc' } } },
  });
  expect(order).toMatchObject({ status: 'CANCELLED', cancelReason: reason, version: 2 });
  expect(order.cancelledAt).not.toBeNull();
  expect(order.tracking.at(-1)).toMatchObject({
    status: 'CANCELLED',
    description: reason,
    actor: `user:${buyer.id}`,
  });
  const audits = await database().auditEntry.findMany({
    where: { action: 'orders.cancel-order', entityId: order_no },
  });
  expect(audits).toMatchObject([
    { userId: buyer.id, before: { status: 'PENDING' }, after: { status: 'CANCELLED', reason } },
  ]);
  expect(await cancelledFacts(order_no)).toEqual([]);
});

test('cancelling again, by twenty at once, changes nothing more', async () => {
  const { buyer, order_no, order_id } = await createUnpaidOrder();
  const { values, errors } = outcomes(
    await atOnce(20, () => cancelOrder(userCtx(buyer), { order_no, reason })),
  );
  expect(errors).toEqual([]);
  expect(new Set(values.map(({ version }) => version))).toEqual(new Set([2]));
  expect(await database().orderTracking.count({ where: { orderId: order_id, status: 'CANCELLED' } })).toBe(1);
  const later = await cancelOrder(await staff('ADMIN'), { order_no, reason: 'another reason' });
  expect(later).toMatchObject({ status: 'cancelled', version: 2 });
  expect((await database().order.findUniqueOrThrow({ where: { id: order_id } })).cancelReason).toBe(reason);
});

test('the log tells who cancelled which order; what the system does is nobody’s', async () => {
  const { buyer, order_no, order_id } = await createUnpaidOrder();
  vi.mocked(logEvent).mockClear();
  await cancelOrder(userCtx(buyer), { order_no, reason });
  await cancelOrder(testCtx({ kind: 'system', task: 'test' }), { order_no, reason });
  expect(vi.mocked(logEvent).mock.calls).toMatchObject([
    ['order_cancelled', { user_id: buyer.id, order_id, order_no }],
    ['order_already_cancelled', { user_id: null, order_id, order_no }],
  ]);
});

test('once it is paid only an admin cancels it: what was given is taken back, what was paid goes back', async () => {
  const order = await createUnpaidOrder();
  await deliver(notificationOf(order));
  const input = { order_no: order.order_no, reason };
  await expect(cancelOrder(userCtx(order.buyer), input)).rejects.toMatchObject({
    errorCode: 'PERMISSION_DENIED',
  });
  await expect(cancelOrder(await staff('OPERATOR'), input)).rejects.toMatchObject({
    errorCode: 'PERMISSION_DENIED',
  });
  expect(await cancelOrder(await staff('ADMIN'), input)).toMatchObject({
    status: 'cancelled',
    payment_status: 'paid',
  });
  expect(await cancelledFacts(order.order_no)).toEqual([
    { order_id: order.order_id, order_no: order.order_no, type: 'CODES', was_paid: true },
  ]);
});

test('an order under way to its customer is an admin’s to stop', async () => {
  const { buyer, order_no } = await orderIn({ status: 'SHIPPED' });
  for (const ctx of [userCtx(buyer), await staff('OPERATOR')]) {
    await expect(cancelOrder(ctx, { order_no, reason })).rejects.toMatchObject({
      errorCode: 'PERMISSION_DENIED',
    });
  }
  expect(await cancelOrder(await staff('ADMIN'), { order_no, reason })).toMatchObject({
    status: 'cancelled',
  });
});

test.each([
  ['delivered', { status: 'DELIVERED' }],
  ['completed', { status: 'COMPLETED', fulfillmentStatus: 'COMPLETED', expectedCount: 1, deliveredCount: 1 }],
] as const)('what is %s cannot be cancelled', async (from, state) => {
  const { order_no } = await orderIn(state);
  await expect(cancelOrder(await staff('ADMIN'), { order_no, reason })).rejects.toMatchObject({
    errorCode: 'INVALID_STATE_TRANSITION',
    httpStatus: 409,
    details: { field: 'status', from, to: 'cancelled' },
  });
});

test('somebody else does not find the order', async () => {
  const { order_no, order_id } = await createUnpaidOrder();
  const other = userCtx(await createDistributor());
  await expect(cancelOrder(other, { order_no, reason })).rejects.toMatchObject({
    errorCode: 'RESOURCE_NOT_FOUND',
  });
  const unknown = cancelOrder(other, { order_no: 'ORD0000000000000000', reason });
  await expect(unknown).rejects.toMatchObject({ errorCode: 'RESOURCE_NOT_FOUND' });
  expect((await database().order.findUniqueOrThrow({ where: { id: order_id } })).status).toBe('PENDING');
});

test('who looked at an older version is told so', async () => {
  const { buyer, order_no } = await createUnpaidOrder();
  const stale = cancelOrder(userCtx(buyer), { order_no, reason, version: 7 });
  await expect(stale).rejects.toMatchObject({ errorCode: 'VERSION_CONFLICT', httpStatus: 409 });
  expect(await cancelOrder(userCtx(buyer), { order_no, reason, version: 1 })).toMatchObject({ version: 2 });
});

test('a buyer who cancels while the payment arrives: whichever comes first, the money is accounted for', async () => {
  for (let round = 0; round < 12; round += 1) {
    const order = await createUnpaidOrder();
    const notification = notificationOf(order);
    const cancel = () => cancelOrder(userCtx(order.buyer), { order_no: order.order_no, reason });
    const pay = () => deliver(notification);
    const both: (() => Promise<unknown>)[] = round % 2 === 0 ? [cancel, pay] : [pay, cancel];
    const { errors } = outcomes(await atOnce(2, (index) => both[index]!()));
    const { order: after, payments, facts } = await moneyOf(order.order_no);
    const refunds = payments.flatMap((payment) => payment.refunds.map(({ kind }) => kind));
    const cancelled = after.status === 'CANCELLED';
    expect(after).toMatchObject({ status: cancelled ? 'CANCELLED' : 'CONFIRMED', paymentStatus: 'PAID' });
    expect(errors).toMatchObject(cancelled ? [] : [{ errorCode: 'PERMISSION_DENIED' }]);
    expect([refunds, facts.length]).toEqual(cancelled ? [['LATE'], 0] : [[], 1]);
  }
});
