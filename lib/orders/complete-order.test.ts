import { expect, test } from 'vitest';
import type { Prisma } from '../db';
import { database } from '../db';
import { atOnce, outcomes, testCtx, userCtx } from '../testing/database';
import { createUser } from '../testing/factories';
import { createUnpaidOrder } from '../testing/payment-events';
import { completeOrder } from './complete-order';

const DELIVERED = {
  status: 'CONFIRMED',
  fulfillmentStatus: 'PROCESSING',
  deliveredCount: 10,
  expectedCount: 10,
} as const;

async function orderIn(state: Prisma.OrderUncheckedUpdateInput) {
  const { order_id } = await createUnpaidOrder();
  await database().order.update({
    where: { id: order_id },
    data: { fulfillmentError: 'tried before', ...state },
  });
  return order_id;
}

const readOrder = (id: number) =>
  database().order.findUniqueOrThrow({ where: { id }, include: { tracking: { orderBy: { id: 'asc' } } } });

test('an order completes together with its fulfilment', async () => {
  const order_id = await orderIn(DELIVERED);
  await completeOrder(testCtx(), { order_id });
  const order = await readOrder(order_id);
  expect(order).toMatchObject({
    status: 'COMPLETED',
    fulfillmentStatus: 'COMPLETED',
    fulfillmentError: null,
    version: 2,
  });
  expect(order.completedAt).not.toBeNull();
  expect(order.tracking.at(-1)).toMatchObject({ status: 'COMPLETED', actor: 'system:test' });
  const audits = await database().auditEntry.findMany({
    where: { entityId: order.orderNo, action: 'orders.complete-order' },
  });
  expect(audits).toMatchObject([{ before: { status: 'CONFIRMED' }, after: { status: 'COMPLETED' } }]);
});

test('ten who complete it at once complete it once', async () => {
  const order_id = await orderIn(DELIVERED);
  const { values, errors } = outcomes(await atOnce(10, () => completeOrder(testCtx(), { order_id })));
  expect([values.length, errors.length]).toEqual([1, 9]);
  expect(errors).toMatchObject(errors.map(() => ({ errorCode: 'INVALID_STATE_TRANSITION' })));
  expect((await readOrder(order_id)).version).toBe(2);
});

test.each([
  ['unpaid', { status: 'PENDING' }],
  ['cancelled', { status: 'CANCELLED' }],
  ['not begun', { fulfillmentStatus: 'PENDING' }],
  ['failed', { fulfillmentStatus: 'FAILED' }],
] as const)('an order that is %s does not complete', async (_, state) => {
  const order_id = await orderIn({ ...DELIVERED, ...state });
  const before = await readOrder(order_id);
  const completed = completeOrder(testCtx(), { order_id });
  await expect(completed).rejects.toMatchObject({ errorCode: 'INVALID_STATE_TRANSITION' });
  expect(await readOrder(order_id)).toEqual(before);
});

test('the database refuses to complete an order whose codes are not all there', async () => {
  const order_id = await orderIn({ ...DELIVERED, deliveredCount: 9 });
  await expect(completeOrder(testCtx(), { order_id })).rejects.toThrow(/orders_all_codes_delivered/);
});

test('people do not complete orders, and unknown ones do not complete', async () => {
  const order_id = await orderIn(DELIVERED);
  const admin = userCtx(await createUser({ role: 'ADMIN' }));
  await expect(completeOrder(admin, { order_id })).rejects.toMatchObject({ errorCode: 'PERMISSION_DENIED' });
  await expect(completeOrder(testCtx(), { order_id: 2_147_483_647 })).rejects.toMatchObject({
    errorCode: 'RESOURCE_NOT_FOUND',
  });
});
