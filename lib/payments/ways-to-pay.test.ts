import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startAlipayServer } from '../testing/alipay-server';

let server: Awaited<ReturnType<typeof startAlipayServer>>;

/** Two providers are switched on: Alipay, which takes yuan only, and the sandbox. */
beforeAll(async () => {
  server = await startAlipayServer();
  for (const [name, value] of Object.entries(server.environment)) vi.stubEnv(name, value);
});
afterAll(() => server.close());

const begun = async (currency: string) => {
  const [{ createDistributor, createPlan }, { userCtx }, { createOrder }] = await Promise.all([
    import('../testing/factories'),
    import('../testing/database'),
    import('../orders/create-order'),
  ]);
  const ctx = userCtx(await createDistributor());
  const { id: plan_id } = await createPlan({ currency });
  const { order_no } = await createOrder(ctx, { type: 'CODES', plan_id, quantity: 1 });
  return { ctx, order_no };
};
const methodOf = async (payment_id: number) => {
  const { database } = await import('../db');
  const { method } = await database().payment.findUniqueOrThrow({ where: { id: payment_id } });
  return method;
};

test('what is offered takes the currency of the order', async () => {
  const { listWaysToPay } = await import('./list-ways-to-pay');
  const { ctx } = await begun('CNY');
  const methodsFor = (currency: string) => listWaysToPay(ctx, { currency }).map(({ method }) => method);
  expect(methodsFor('CNY')).toEqual(['alipay', 'sandbox', 'test_card']);
  expect(methodsFor('EUR')).toEqual(['sandbox', 'test_card']);
});

test('where nobody chooses, the first that takes the currency is asked', async () => {
  const { recordAttempt } = await import('./record-attempt');
  for (const [currency, method] of [
    ['CNY', 'alipay'],
    ['EUR', 'sandbox'],
  ] as const) {
    const { ctx, order_no } = await begun(currency);
    const { payment_id } = await recordAttempt(ctx, { order_no });
    expect(await methodOf(payment_id)).toBe(method);
  }
});

test('a provider that does not take the currency is not there, and nothing is recorded', async () => {
  const { recordAttempt } = await import('./record-attempt');
  const { database } = await import('../db');
  const { ctx, order_no } = await begun('EUR');
  const asked = recordAttempt(ctx, { order_no, method: 'alipay' });
  await expect(asked).rejects.toMatchObject({ errorCode: 'RESOURCE_NOT_FOUND' });
  expect(await database().payment.count({ where: { order: { orderNo: order_no } } })).toBe(0);
});

test('whoever goes on to pay without choosing goes on where they began on a page', async () => {
  const { recordAttempt } = await import('./record-attempt');
  const { ctx, order_no } = await begun('CNY');
  const { payment_id } = await recordAttempt(ctx, { order_no, method: 'sandbox' });
  await recordAttempt(ctx, { order_no, method: 'test_card' });
  expect(await recordAttempt(ctx, { order_no })).toEqual({ payment_id });
});

test('an attempt to charge a card is no page to go on with', async () => {
  const { recordAttempt } = await import('./record-attempt');
  const { ctx, order_no } = await begun('CNY');
  await recordAttempt(ctx, { order_no, method: 'test_card' });
  const { payment_id } = await recordAttempt(ctx, { order_no });
  expect(await methodOf(payment_id)).toBe('alipay');
});
