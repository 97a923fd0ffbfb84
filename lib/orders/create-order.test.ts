import { expect, test } from 'vitest';
import { businessDay } from '../clock';
import { database } from '../db';
import { testCtx, userCtx } from '../testing/database';
import { createDistributor, createPlan, createUser } from '../testing/factories';
import { createOrder } from './create-order';

test('an order keeps the price and the terms it was placed under, and expires unpaid', async () => {
  const buyer = await createDistributor();
  const plan = await createPlan({
    price: '19.99',
    codeCount: 25,
    codeMaxUses: 3,
    expiresDays: 90,
    validityDays: 30,
  });
  const before = Date.now();
  const created = await createOrder(userCtx(buyer), { type: 'CODES', plan_id: plan.id, quantity: 7 });
  await database().plan.update({ where: { id: plan.id }, data: { price: '1.00', codeMaxUses: 1 } });

  expect(created.order_no).toMatch(new RegExp(`^ORD${businessDay().replaceAll('-', '')}\\d{8}$`));
  expect(created).toMatchObject({ total_amount: '139.93', currency: 'CNY' });
  const order = await database().order.findUniqueOrThrow({ where: { id: created.order_id } });
  expect(order).toMatchObject({
    type: 'CODES',
    status: 'PENDING',
    paymentStatus: 'UNPAID',
    fulfillmentStatus: 'PENDING',
    buyerUserId: buyer.id,
    createdById: buyer.id,
    customerId: null,
    quantity: 7,
    expectedCount: 175,
    deliveredCount: 0,
    codeMaxUses: 3,
    codeExpiresDays: 90,
    codeValidityDays: 30,
    paidAt: null,
  });
  expect(order.totalAmount.toString()).toBe('139.93');
  const minutes = (order.expiresAt!.getTime() - before) / 60_000;
  expect(minutes).toBeGreaterThan(29.9);
  expect(minutes).toBeLessThan(30.5);
});

test('it begins its timeline and leaves an audit row', async () => {
  const buyer = await createDistributor();
  const { order_id, order_no } = await createOrder(userCtx(buyer), {
    type: 'CODES',
    plan_id: (await createPlan()).id,
    quantity: 1,
  });
  expect(await database().orderTracking.findMany({ where: { orderId: order_id } })).toMatchObject([
    { status: 'PENDING', actor: `user:${buyer.id}` },
  ]);
  expect(
    await database().auditEntry.findMany({ where: { entity: 'order', entityId: order_no } }),
  ).toMatchObject([{ action: 'orders.create-order', userId: buyer.id, after: { order_no, quantity: 1 } }]);
});

test('only distributors buy codes', async () => {
  const plan = await createPlan();
  for (const role of ['OPERATOR', 'ADMIN'] as const) {
    const ordered = createOrder(userCtx(await createUser({ role })), {
      type: 'CODES',
      plan_id: plan.id,
      quantity: 1,
    });
    await expect(ordered).rejects.toMatchObject({ errorCode: 'PERMISSION_DENIED' });
  }
  const anonymous = createOrder(testCtx({ kind: 'public', ip: '::1' }), {
    type: 'CODES',
    plan_id: plan.id,
    quantity: 1,
  });
  await expect(anonymous).rejects.toMatchObject({ errorCode: 'UNAUTHENTICATED' });
  expect(await database().order.count({ where: { planId: plan.id } })).toBe(0);
});

test('a plan that is not sold, or is not there, cannot be ordered', async () => {
  const ctx = userCtx(await createDistributor());
  const withdrawn = await createPlan({ isActive: false });
  await expect(createOrder(ctx, { type: 'CODES', plan_id: withdrawn.id, quantity: 1 })).rejects.toMatchObject(
    {
      errorCode: 'PLAN_UNAVAILABLE',
    },
  );
  await expect(
    createOrder(ctx, { type: 'CODES', plan_id: 2_147_483_647, quantity: 1 }),
  ).rejects.toMatchObject({
    errorCode: 'RESOURCE_NOT_FOUND',
  });
});

test('one order holds at most a million codes', async () => {
  const ctx = userCtx(await createDistributor());
  const plan = await createPlan({ codeCount: 1_000 });
  const largest = await createOrder(ctx, { type: 'CODES', plan_id: plan.id, quantity: 1_000 });
  expect(largest.total_amount).toBe('99900.00');
  const larger = await createPlan({ codeCount: 1_001 });
  await expect(
    createOrder(ctx, { type: 'CODES', plan_id: larger.id, quantity: 1_000 }),
  ).rejects.toMatchObject({
    errorCode: 'TOO_MANY_CODES',
    details: { most: 1_000_000 },
  });
});
