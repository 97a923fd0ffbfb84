import { expect, test, vi } from 'vitest';
import { database } from '../db';
import { BusinessError, ConflictError, PermissionDeniedError, ResourceNotFoundError } from '../errors';
import { logEvent } from '../log';
import { expectDataClean } from '../monitoring/verify-data';
import { atOnce, outcomes, testCtx, userCtx } from '../testing/database';
import { createDistributor, createPlan, createUser, unique } from '../testing/factories';
import { buyCodes } from './buy-codes';
import { BuyCodesInput } from './schema';

vi.mock('../log', { spy: true });

const ordersOf = (buyerUserId: number) =>
  database().order.findMany({ where: { buyerUserId }, include: { payments: true } });

test('buying places the order and opens its payment, at the price of the plan', async () => {
  const buyer = await createDistributor();
  const plan = await createPlan({ price: '33.33', codeCount: 25 });
  const ctx = userCtx(buyer);
  const bought = await buyCodes(ctx, { plan_id: plan.id, quantity: 3 });
  const [order] = await ordersOf(buyer.id);
  expect(bought).toEqual({
    order_no: order!.orderNo,
    total_amount: '99.99',
    currency: 'CNY',
    payment_id: order!.payments[0]!.id,
    pay_url: expect.stringContaining(order!.payments[0]!.reference) as unknown,
  });
  expect(order).toMatchObject({
    type: 'CODES',
    status: 'PENDING',
    paymentStatus: 'UNPAID',
    expectedCount: 75,
    deliveredCount: 0,
  });
  expect(order!.payments).toHaveLength(1);
  const audit = await database().auditEntry.findFirstOrThrow({
    where: { entityId: bought.order_no, action: 'codes.buy-codes' },
  });
  expect(audit).toMatchObject({ userId: buyer.id, requestId: ctx.requestId });
  await expectDataClean(testCtx());
});

test('only distributors buy', async () => {
  const plan = await createPlan();
  const input = { plan_id: plan.id, quantity: 1 };
  const withoutRow = await createUser({ role: 'DISTRIBUTOR' });
  for (const user of [
    await createUser({ role: 'ADMIN' }),
    await createUser({ role: 'OPERATOR' }),
    withoutRow,
  ]) {
    await expect(buyCodes(userCtx(user), input)).rejects.toThrow(PermissionDeniedError);
    expect(await ordersOf(user.id)).toEqual([]);
  }
});

test('how it is paid can be chosen; with a way that is not there nothing is ordered', async () => {
  const buyer = await createDistributor();
  const { id: plan_id } = await createPlan();
  const bought = await buyCodes(userCtx(buyer), { plan_id, quantity: 1, method: 'test_card' });
  expect(bought.pay_url).toBeNull();
  const [order, ...others] = await ordersOf(buyer.id);
  expect(others).toEqual([]);
  expect(order!.payments).toMatchObject([{ id: bought.payment_id, method: 'test_card' }]);
  const switchedOff = buyCodes(userCtx(buyer), { plan_id, quantity: 1, method: 'alipay' });
  await expect(switchedOff).rejects.toThrow(ResourceNotFoundError);
  expect(await ordersOf(buyer.id)).toHaveLength(1);
});

test('a plan that is not sold, or that there is not, cannot be bought', async () => {
  const buyer = await createDistributor();
  const old = await createPlan({ isActive: false });
  await expect(buyCodes(userCtx(buyer), { plan_id: old.id, quantity: 1 })).rejects.toMatchObject({
    errorCode: 'PLAN_UNAVAILABLE',
    httpStatus: 400,
  });
  await expect(buyCodes(userCtx(buyer), { plan_id: 2_147_483_647, quantity: 1 })).rejects.toThrow(
    ResourceNotFoundError,
  );
  expect(await ordersOf(buyer.id)).toEqual([]);
});

test('an order holds a million codes and not one more', async () => {
  const buyer = await createDistributor();
  const plan = await createPlan({ codeCount: 1_001 });
  const error = await buyCodes(userCtx(buyer), { plan_id: plan.id, quantity: 1_000 }).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(BusinessError);
  expect(error).toMatchObject({ errorCode: 'TOO_MANY_CODES', httpStatus: 400 });
  await buyCodes(userCtx(buyer), { plan_id: (await createPlan({ codeCount: 1_000 })).id, quantity: 1_000 });
  expect(await ordersOf(buyer.id)).toMatchObject([{ expectedCount: 1_000_000 }]);
});

test.each([0, -1, 1.5, 1_001, Number.NaN, '5'])('a quantity of %s is refused', (quantity) => {
  expect(BuyCodesInput.safeParse({ plan_id: 1, quantity }).success).toBe(false);
});

test('the same key buys once, and it is told once', async () => {
  vi.mocked(logEvent).mockClear();
  const buyer = await createDistributor();
  const input = { plan_id: (await createPlan()).id, quantity: 2 };
  const key = unique('key');
  const bought = await buyCodes(userCtx(buyer, key), input);
  expect(await buyCodes(userCtx(buyer, key), input)).toEqual(bought);
  const orders = await ordersOf(buyer.id);
  expect(orders).toHaveLength(1);
  const told = vi.mocked(logEvent).mock.calls.filter(([event]) => event === 'order_created');
  expect(told).toMatchObject([
    [
      'order_created',
      { user_id: buyer.id, order_id: orders[0]!.id, order_no: bought.order_no, item_count: 2 },
    ],
  ]);
});

test('a key cannot be used for another purchase', async () => {
  const buyer = await createDistributor();
  const plan_id = (await createPlan()).id;
  const key = unique('key');
  await buyCodes(userCtx(buyer, key), { plan_id, quantity: 2 });
  const error = await buyCodes(userCtx(buyer, key), { plan_id, quantity: 3 }).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ConflictError);
  expect(error).toMatchObject({ errorCode: 'IDEMPOTENCY_KEY_REUSED', httpStatus: 422 });
  expect(await ordersOf(buyer.id)).toHaveLength(1);
});

test("a key is its own buyer's", async () => {
  const input = { plan_id: (await createPlan()).id, quantity: 1 };
  const key = unique('key');
  const one = await buyCodes(userCtx(await createDistributor(), key), input);
  const other = await buyCodes(userCtx(await createDistributor(), key), input);
  expect(other.order_no).not.toBe(one.order_no);
});

test('twenty requests with one key at once place one order; the others are told that it is under way, or its answer', async () => {
  const buyer = await createDistributor();
  const input = { plan_id: (await createPlan()).id, quantity: 1 };
  const key = unique('key');
  const { values, errors } = outcomes(await atOnce(20, () => buyCodes(userCtx(buyer, key), input)));
  const [order] = await ordersOf(buyer.id);
  expect(await ordersOf(buyer.id)).toHaveLength(1);
  expect(values.length).toBeGreaterThanOrEqual(1);
  for (const value of values) expect(value.order_no).toBe(order!.orderNo);
  for (const error of errors)
    expect(error).toMatchObject({ errorCode: 'DUPLICATE_REQUEST', httpStatus: 409 });
});

test('what was refused may be tried again under the same key', async () => {
  const buyer = await createDistributor();
  const plan = await createPlan({ isActive: false });
  const input = { plan_id: plan.id, quantity: 1 };
  const key = unique('key');
  await expect(buyCodes(userCtx(buyer, key), input)).rejects.toMatchObject({ errorCode: 'PLAN_UNAVAILABLE' });
  await database().plan.update({ where: { id: plan.id }, data: { isActive: true } });
  await buyCodes(userCtx(buyer, key), input);
  expect(await ordersOf(buyer.id)).toHaveLength(1);
});
