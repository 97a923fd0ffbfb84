import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { database } from '@/lib/db';
import { createOrder } from '@/lib/orders/create-order';
import { createPayment } from '@/lib/payments/create-payment';
import { knownProvider } from '@/lib/payments/payment-providers';
import { startAlipayServer } from '@/lib/testing/alipay-server';
import { userCtx } from '@/lib/testing/database';
import { createDistributor, createPlan } from '@/lib/testing/factories';
import { arrive } from '@/lib/testing/next-headers';
import { moneyOf } from '@/lib/testing/payment-events';
import { startStripeServer, STRIPE_KEY, stripeEvent } from '@/lib/testing/stripe-server';
import { POST } from './route';

vi.mock('next/headers', () => import('@/lib/testing/next-headers'));

const SECRET = 'whsec_real-providers';
let stripeServer: Awaited<ReturnType<typeof startStripeServer>>;
let alipayServer: Awaited<ReturnType<typeof startAlipayServer>>;
beforeAll(async () => {
  stripeServer = await startStripeServer();
  alipayServer = await startAlipayServer();
  const settings = {
    STRIPE_SECRET_KEY: STRIPE_KEY,
    STRIPE_WEBHOOK_SECRET: SECRET,
    STRIPE_API_URL: stripeServer.url,
    ...alipayServer.environment,
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
});
afterEach(() => {
  stripeServer.forget();
  alipayServer.forget();
});
afterAll(() => Promise.all([stripeServer.close(), alipayServer.close()]));

async function notify(
  provider: string,
  { body, headers = {} }: { body: string; headers?: Record<string, string> },
) {
  const request = arrive(`/api/v1/payments/${provider}/notify`, { method: 'POST', body, headers });
  const response = await POST(request, { params: Promise.resolve({ provider }) });
  return { status: response.status, text: await response.text(), type: response.headers.get('content-type') };
}

/** An order whose payer has been sent to a provider. */
async function opened(provider: 'stripe' | 'alipay', price = '0.29') {
  const buyer = await createDistributor();
  const { id: plan_id } = await createPlan({ price, currency: 'CNY' });
  const order = await createOrder(userCtx(buyer), { type: 'CODES', plan_id, quantity: 1 });
  const ask = () => createPayment(userCtx(buyer), { order_no: order.order_no, provider });
  const attempt = await ask();
  const { providerRef } = await database().payment.findUniqueOrThrow({ where: { id: attempt.payment_id } });
  return { ...order, ...attempt, provider_ref: providerRef ?? '', ask };
}

test('Stripe: an order is opened there once, and paid when Stripe says so, however often', async () => {
  const order = await opened('stripe');
  expect(await order.ask()).toMatchObject({ payment_id: order.payment_id, pay_url: order.pay_url });
  expect(stripeServer.sessions).toMatchObject([
    { amount_total: 29, currency: 'cny', id: order.provider_ref },
  ]);
  const paid = stripeEvent('checkout.session.completed', stripeServer.pay(order.provider_ref), {
    secret: SECRET,
  });
  for (let time = 0; time < 2; time += 1)
    expect(await notify('stripe', paid)).toMatchObject({ status: 200, text: '{"received":true}' });
  const { order: row, payments, facts, audits } = await moneyOf(order.order_no);
  expect(row).toMatchObject({ paymentStatus: 'PAID', status: 'CONFIRMED' });
  expect(payments).toMatchObject([
    {
      provider: 'stripe',
      method: 'stripe',
      status: 'COMPLETED',
      transactionId: stripeServer.charges[0]?.payment_intent,
    },
  ]);
  expect([facts, audits]).toMatchObject([{ length: 1 }, { length: 1 }]);
});

test('Stripe: a card that fails leaves the attempt open, a session that ran out ends it', async () => {
  const order = await opened('stripe');
  const intent = stripeServer.decline(order.provider_ref, { code: 'card_declined' });
  await notify('stripe', stripeEvent('payment_intent.payment_failed', intent, { secret: SECRET }));
  expect((await moneyOf(order.order_no)).payments).toMatchObject([{ status: 'PENDING' }]);
  const expired = stripeServer.end(order.provider_ref, 'expired');
  await notify('stripe', stripeEvent('checkout.session.expired', expired, { secret: SECRET }));
  expect((await moneyOf(order.order_no)).payments).toMatchObject([{ status: 'FAILED' }]);
});

test('Alipay: an order is paid, and answered with the one word that Alipay wants', async () => {
  const order = await opened('alipay', '1.10');
  const { trade } = alipayServer.visit(order.pay_url ?? '');
  const told = alipayServer.notification({ ...trade, trade_status: 'TRADE_SUCCESS' });
  for (let time = 0; time < 2; time += 1)
    expect(await notify('alipay', told)).toEqual({
      status: 200,
      text: 'success',
      type: 'text/plain; charset=utf-8',
    });
  const { order: row, payments } = await moneyOf(order.order_no);
  expect(row).toMatchObject({ paymentStatus: 'PAID', status: 'CONFIRMED' });
  expect(payments).toMatchObject([
    { provider: 'alipay', status: 'COMPLETED', transactionId: trade.trade_no },
  ]);
});

test('another amount than was asked for pays nothing, and is answered as accepted', async () => {
  const [one, other] = [await opened('stripe'), await opened('alipay')];
  const session = { ...stripeServer.pay(one.provider_ref), amount_total: 28 };
  const paid = stripeEvent('checkout.session.completed', session, { secret: SECRET });
  expect((await notify('stripe', paid)).status).toBe(200);
  const { trade } = alipayServer.visit(other.pay_url ?? '');
  const told = alipayServer.notification({ ...trade, trade_status: 'TRADE_SUCCESS', total_amount: '0.28' });
  expect(await notify('alipay', told)).toMatchObject({ status: 200, text: 'success' });
  for (const { order_no } of [one, other])
    expect((await moneyOf(order_no)).order.paymentStatus).toBe('UNPAID');
});

test('what is not signed changes nothing', async () => {
  const [one, other] = [await opened('stripe'), await opened('alipay')];
  const forged = stripeEvent('checkout.session.completed', stripeServer.pay(one.provider_ref), {
    secret: 'whsec_strange',
  });
  expect(await notify('stripe', forged)).toMatchObject({ status: 401 });
  const { trade } = alipayServer.visit(other.pay_url ?? '');
  const told = alipayServer.notification({ ...trade, trade_status: 'TRADE_SUCCESS' });
  expect(
    await notify('alipay', { body: told.body.replace('TRADE_SUCCESS', 'TRADE_FINISHED') }),
  ).toMatchObject({ status: 401 });
  for (const { order_no } of [one, other])
    expect((await moneyOf(order_no)).order.paymentStatus).toBe('UNPAID');
});

test('a provider that is switched off is not there', async () => {
  const enabled = vi.spyOn(knownProvider('stripe'), 'isEnabled').mockReturnValue(false);
  expect(await notify('stripe', { body: '{}' })).toMatchObject({ status: 404 });
  enabled.mockRestore();
  expect(await notify('stripe', { body: '{}' })).toMatchObject({ status: 401 });
});
