import { expect, test } from 'vitest';
import { database } from '../db';
import { userCtx } from '../testing/database';
import { createDistributor, createUser, unique } from '../testing/factories';
import { createPlan } from './create-plan';
import { getPlan } from './get-plan';
import { listPlans } from './list-plans';
import { PlanInput } from './schema';

const inputOf = (changes: object = {}) =>
  PlanInput.parse({ name: unique('Plan'), price: '199.9', code_count: 10, code_max_uses: 5, ...changes });

test('a plan goes on sale as it was described, with its audit row', async () => {
  const admin = await createUser({ role: 'ADMIN' });
  const plan = await createPlan(userCtx(admin), inputOf({ name: '  Ten seats ', expires_days: 30 }));
  expect(plan).toMatchObject({
    name: 'Ten seats',
    price: '199.90',
    currency: 'CNY',
    code_count: 10,
    code_max_uses: 5,
    expires_days: 30,
    validity_days: null,
  });
  const distributor = userCtx(await createDistributor());
  expect(await getPlan(distributor, plan.id)).toEqual({ ...plan, is_active: true });
  const audits = await database().auditEntry.findMany({
    where: { entity: 'plan', entityId: String(plan.id) },
  });
  expect(audits).toMatchObject([{ action: 'catalog.create-plan', userId: admin.id, after: plan }]);
});

test('only admins put plans on sale', async () => {
  for (const user of [await createUser({ role: 'OPERATOR' }), await createDistributor()]) {
    const input = inputOf();
    await expect(createPlan(userCtx(user), input)).rejects.toMatchObject({ errorCode: 'PERMISSION_DENIED' });
    expect(await database().plan.count({ where: { name: input.name } })).toBe(0);
  }
});

test('the same key makes one plan', async () => {
  const admin = userCtx(await createUser({ role: 'ADMIN' }), unique('key'));
  const input = inputOf();
  expect(await createPlan(admin, input)).toEqual(await createPlan(admin, input));
  expect(await database().plan.count({ where: { name: input.name } })).toBe(1);
});

test.each([
  ['price', '0.00'],
  ['price', '-1'],
  ['price', '1.005'],
  ['price', 5],
  ['price', '100000000'],
  ['code_count', 0],
  ['code_count', 1_000_001],
  ['code_max_uses', 0],
  ['expires_days', 0],
  ['validity_days', 1.5],
  ['currency', 'cny'],
  ['name', ' '],
])('%s cannot be %s', (field, value) => {
  const result = PlanInput.safeParse({
    name: 'P',
    price: '1',
    code_count: 1,
    code_max_uses: 1,
    [field]: value,
  });
  expect(result.error?.issues.map(({ path }) => path.join('.'))).toEqual([field]);
});

test('a price has no parts that its currency does not have', () => {
  for (const [price, currency] of [
    ['1050', 'JPY'],
    ['1050.00', 'KRW'],
    ['10.50', 'USD'],
  ] as const)
    expect(inputOf({ price, currency })).toMatchObject({ price, currency });
  const wrong = PlanInput.safeParse({
    name: 'P',
    price: '10.50',
    currency: 'JPY',
    code_count: 1,
    code_max_uses: 1,
  });
  expect(wrong.error?.issues.map(({ path }) => path.join('.'))).toEqual(['price']);
});

test('plans on sale are listed newest first, page by page; withdrawn ones are not', async () => {
  const admin = userCtx(await createUser({ role: 'ADMIN' }));
  const made = [];
  for (let count = 0; count < 5; count += 1) made.push(await createPlan(admin, inputOf()));
  await database().plan.update({ where: { id: made[3]!.id }, data: { isActive: false } });
  const distributor = userCtx(await createDistributor());
  const first = await listPlans(distributor, { limit: 2 });
  expect(first.items).toEqual([made[4], made[2]]);
  expect(first.next_cursor).not.toBeNull();
  const second = await listPlans(distributor, { limit: 2, cursor: { id: made[2]!.id, towards: 'older' } });
  expect(second.items).toEqual([made[1], made[0]]);
  expect(await getPlan(distributor, made[3]!.id)).toMatchObject({ is_active: false });
});
