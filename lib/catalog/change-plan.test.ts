import { expect, test } from 'vitest';
import { buyCodes } from '../codes/buy-codes';
import { database } from '../db';
import { atOnce, outcomes, userCtx } from '../testing/database';
import { createDistributor, createPlan as planRow, createUser, unique } from '../testing/factories';
import { activatePlan } from './activate-plan';
import { changePlan } from './change-plan';
import { deactivatePlan } from './deactivate-plan';
import { getPlan } from './get-plan';
import { listAnyPlans } from './list-any-plans';
import { ChangePlanInput } from './schema';

const admin = async () => userCtx(await createUser({ role: 'ADMIN' }));
const changeOf = (plan: { id: number; updatedAt: Date }, changes: object = {}) =>
  ChangePlanInput.parse({
    plan_id: plan.id,
    version: plan.updatedAt.toISOString(),
    name: unique('Plan'),
    price: '150.00',
    code_count: 20,
    code_max_uses: 2,
    ...changes,
  });

test('a plan is sold under other terms from now on; orders keep theirs', async () => {
  const [ctx, plan, buyer] = [await admin(), await planRow(), await createDistributor()];
  const { order_no } = await buyCodes(userCtx(buyer), { plan_id: plan.id, quantity: 1 });
  const changed = await changePlan(ctx, changeOf(plan, { expires_days: null, validity_days: 30 }));
  expect(await getPlan(ctx, plan.id)).toEqual({ ...changed, is_active: true });
  expect(changed).toMatchObject({ price: '150.00', code_count: 20, expires_days: null, validity_days: 30 });
  const order = await database().order.findUniqueOrThrow({ where: { orderNo: order_no } });
  expect([order.totalAmount.toFixed(2), order.expectedCount, order.codeMaxUses]).toEqual(['99.90', 10, 1]);
  const [row] = await database().auditEntry.findMany({ where: { requestId: ctx.requestId } });
  expect([row?.action, row?.before, row?.after]).toMatchObject([
    'catalog.change-plan',
    { price: '99.90', expires_days: 365 },
    changed,
  ]);
});

test('a plan does not come to cost parts of a currency that has none', async () => {
  const plan = await planRow({ price: '1050.00', currency: 'JPY' });
  expect(() => changeOf(plan, { price: '10.50', currency: 'JPY' })).toThrow('the currency has no parts');
  expect(() => changeOf(plan, { price: '10.50', currency: 'EUR' })).not.toThrow();
});

test('of several who change the same version one does, and the others are told', async () => {
  const [ctx, plan] = [await admin(), await planRow()];
  const { values, errors } = outcomes(await atOnce(6, () => changePlan(ctx, changeOf(plan))));
  expect(values).toHaveLength(1);
  for (const error of errors) expect(error).toMatchObject({ errorCode: 'VERSION_CONFLICT', httpStatus: 409 });
  expect(await getPlan(ctx, plan.id)).toMatchObject({ name: values[0]?.name });
});

test('off the shelf nobody can buy it, and back on it anybody can', async () => {
  const [ctx, plan, buyer] = [await admin(), await planRow(), userCtx(await createDistributor())];
  const buy = () => buyCodes(buyer, { plan_id: plan.id, quantity: 1 });
  await deactivatePlan(ctx, { plan_id: plan.id });
  await expect(buy()).rejects.toMatchObject({ errorCode: 'PLAN_UNAVAILABLE' });
  expect(await deactivatePlan(ctx, { plan_id: plan.id })).toEqual({ plan_id: plan.id, is_active: false });
  // The terms somebody still has before them are not those that would be changed now.
  await expect(changePlan(ctx, changeOf(plan))).rejects.toMatchObject({ errorCode: 'VERSION_CONFLICT' });
  await activatePlan(ctx, { plan_id: plan.id });
  expect(await activatePlan(ctx, { plan_id: plan.id })).toEqual({ plan_id: plan.id, is_active: true });
  const audited = { entity: 'plan', entityId: String(plan.id), action: { endsWith: 'activate-plan' } };
  await activatePlan(ctx, { plan_id: plan.id });
  expect(await database().auditEntry.count({ where: audited })).toBe(2);
  await buy();
  const { items } = await listAnyPlans(ctx, { limit: 1, cursor: { id: plan.id + 1, towards: 'older' } });
  expect(items).toMatchObject([{ id: plan.id, is_active: true, orders: 1 }]);
});

test('only administrators, and only plans there are', async () => {
  const plan = await planRow();
  const verbs = (ctx: Awaited<ReturnType<typeof admin>>, asked: typeof plan) => [
    () => changePlan(ctx, changeOf(asked)),
    () => deactivatePlan(ctx, { plan_id: asked.id }),
    () => activatePlan(ctx, { plan_id: asked.id }),
  ];
  for (const user of [await createUser({ role: 'OPERATOR' }), await createDistributor()]) {
    const denied = { errorCode: 'PERMISSION_DENIED' };
    for (const verb of verbs(userCtx(user), plan)) await expect(verb()).rejects.toMatchObject(denied);
    await expect(listAnyPlans(userCtx(user), { limit: 5 })).rejects.toMatchObject(denied);
  }
  for (const verb of verbs(await admin(), { ...plan, id: 2_000_000_000 }))
    await expect(verb()).rejects.toMatchObject({ errorCode: 'RESOURCE_NOT_FOUND' });
});
