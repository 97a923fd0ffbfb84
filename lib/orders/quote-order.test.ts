import { expect, test } from 'vitest';
import { database } from '../db';
import { userCtx } from '../testing/database';
import { createDistributor, createPlan, createUser } from '../testing/factories';
import { createOrder } from './create-order';
import { quoteOrder } from './quote-order';

test('a quote says what an order placed now holds and costs, and places none', async () => {
  const ctx = userCtx(await createDistributor());
  const plan = await createPlan({
    price: '19.99',
    codeCount: 25,
    codeMaxUses: 3,
    expiresDays: null,
    validityDays: 30,
  });
  const quote = await quoteOrder(ctx, { plan_id: plan.id, quantity: 7 });
  expect(quote).toEqual({
    plan_id: plan.id,
    plan_name: plan.name,
    quantity: 7,
    unit_price: '19.99',
    total_amount: '139.93',
    currency: 'CNY',
    expected_count: 175,
    code_max_uses: 3,
    expires_days: null,
    validity_days: 30,
    pay_within_minutes: 30,
  });
  expect(await database().order.count({ where: { planId: plan.id } })).toBe(0);
  const order = await createOrder(ctx, { type: 'CODES', plan_id: plan.id, quantity: 7 });
  expect(order.total_amount).toBe(quote.total_amount);
});

test('what could not be ordered is not quoted either', async () => {
  const ctx = userCtx(await createDistributor());
  const withdrawn = await createPlan({ isActive: false });
  await expect(quoteOrder(ctx, { plan_id: withdrawn.id, quantity: 1 })).rejects.toMatchObject({
    errorCode: 'PLAN_UNAVAILABLE',
  });
  const large = await createPlan({ codeCount: 1_001 });
  await expect(quoteOrder(ctx, { plan_id: large.id, quantity: 1_000 })).rejects.toMatchObject({
    errorCode: 'TOO_MANY_CODES',
  });
});

test('prices are told to those who may buy', async () => {
  const plan = await createPlan();
  const quote = quoteOrder(userCtx(await createUser()), { plan_id: plan.id, quantity: 1 });
  await expect(quote).rejects.toMatchObject({ errorCode: 'PERMISSION_DENIED' });
});
