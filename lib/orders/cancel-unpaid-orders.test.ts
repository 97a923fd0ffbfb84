import { expect, test } from 'vitest';
import { database } from '../db';
import { atOnce, outcomes, testCtx, userCtx } from '../testing/database';
import { createUser } from '../testing/factories';
import { createUnpaidOrder, deliver, moneyOf, notificationOf } from '../testing/payment-events';
import { cancelUnpaidOrders } from './cancel-unpaid-orders';

async function expiredOrder() {
  const order = await createUnpaidOrder();
  await database().order.update({
    where: { id: order.order_id },
    data: { expiresAt: new Date(Date.now() - 1_000) },
  });
  return order;
}

const readOrder = (order_no: string) =>
  database().order.findUniqueOrThrow({
    where: { orderNo: order_no },
    include: { tracking: { orderBy: { id: 'asc' } } },
  });

test('an unpaid order is cancelled when its time is over, with its line in the timeline and its audit row', async () => {
  const [due, early, paid] = [await expiredOrder(), await createUnpaidOrder(), await expiredOrder()];
  await deliver(notificationOf(paid));
  expect(await cancelUnpaidOrders(testCtx())).toEqual({ cancelled: 1 });
  const cancelled = await readOrder(due.order_no);
  expect(cancelled).toMatchObject({
    status: 'CANCELLED',
    cancelReason: 'EXPIRED',
    paymentStatus: 'UNPAID',
    version: 2,
  });
  expect(cancelled.cancelledAt).not.toBeNull();
  expect(cancelled.tracking.map(({ status, actor }) => [status, actor]).at(-1)).toEqual([
    'CANCELLED',
    'system:test',
  ]);
  const audits = await database().auditEntry.findMany({ where: { action: 'orders.cancel-unpaid-orders' } });
  expect(audits).toMatchObject([
    { entityId: due.order_no, after: { status: 'CANCELLED', reason: 'EXPIRED' } },
  ]);
  expect((await readOrder(early.order_no)).status).toBe('PENDING');
  expect((await readOrder(paid.order_no)).status).toBe('CONFIRMED');
  expect(await cancelUnpaidOrders(testCtx())).toEqual({ cancelled: 0 });
});

test('an order that is paid and waits to be confirmed has no time to run out of', async () => {
  const { order_id, order_no } = await expiredOrder();
  await database().order.update({
    where: { id: order_id },
    data: { paymentStatus: 'PAID', paidAt: new Date() },
  });
  expect(await cancelUnpaidOrders(testCtx())).toEqual({ cancelled: 0 });
  expect((await readOrder(order_no)).status).toBe('PENDING');
});

test('more orders than one statement takes are all cancelled, once, by several at once', async () => {
  const { order_id } = await expiredOrder();
  await database().$executeRaw`
    INSERT INTO orders (order_no, type, buyer_user_id, created_by, plan_id, quantity, total_amount, currency, expected_count,
      code_max_uses, expires_at)
    SELECT 'BULK' || n, type, buyer_user_id, created_by, plan_id, quantity, total_amount, currency, expected_count,
      code_max_uses, expires_at FROM orders, generate_series(1, 1200) AS n WHERE id = ${order_id}`;
  const runs = await atOnce(4, () => cancelUnpaidOrders(testCtx()));
  expect(outcomes(runs).errors).toEqual([]);
  // A run leaves what another holds; whatever is left is the next run's.
  await cancelUnpaidOrders(testCtx());
  expect(
    await database().order.count({ where: { orderNo: { startsWith: 'BULK' }, status: 'CANCELLED' } }),
  ).toBe(1200);
  const lines = { order: { orderNo: { startsWith: 'BULK' } }, status: 'CANCELLED' as const };
  expect(await database().orderTracking.count({ where: lines })).toBe(1200);
});

test('an order that is paid at the moment its time is over is either paid or paid late, never both or neither', async () => {
  for (let round = 0; round < 12; round += 1) {
    const order = await expiredOrder();
    const notification = notificationOf(order);
    const both = [() => cancelUnpaidOrders(testCtx()), () => deliver(notification)];
    if (round % 2) both.reverse();
    expect(outcomes(await atOnce<unknown>(2, (index) => both[index]!())).errors).toEqual([]);
    const { order: after, payments, facts, tracking } = await moneyOf(order.order_no);
    const late = after.status === 'CANCELLED';
    expect(after).toMatchObject({
      status: late ? 'CANCELLED' : 'CONFIRMED',
      paymentStatus: 'PAID',
      cancelReason: late ? 'EXPIRED' : null,
    });
    expect(payments).toMatchObject([{ status: 'COMPLETED', refunds: late ? [{ kind: 'LATE' }] : [] }]);
    expect(facts).toHaveLength(late ? 0 : 1);
    expect(tracking).toHaveLength(2);
  }
});

test('an order somebody holds is left alone, and does not keep the run waiting', async () => {
  const [held, free] = [await expiredOrder(), await expiredOrder()];
  await database().$transaction(async (db) => {
    await db.$queryRaw`SELECT id FROM orders WHERE id = ${held.order_id} FOR NO KEY UPDATE`;
    expect(await cancelUnpaidOrders(testCtx())).toEqual({ cancelled: 1 });
  });
  expect((await readOrder(free.order_no)).status).toBe('CANCELLED');
  expect((await readOrder(held.order_no)).status).toBe('PENDING');
});

test('only the system does it', async () => {
  const admin = userCtx(await createUser({ role: 'ADMIN' }));
  await expect(cancelUnpaidOrders(admin)).rejects.toMatchObject({ errorCode: 'PERMISSION_DENIED' });
});
