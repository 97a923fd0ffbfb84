import { expect, test, vi } from 'vitest';
import { createApiKey } from '@/lib/accounts/create-api-key';
import { userCtx } from '@/lib/testing/database';
import { createDistributor } from '@/lib/testing/factories';
import { createUnpaidOrder, deliver, notificationOf } from '@/lib/testing/payment-events';
import { arrive, sessionCookie } from '@/lib/testing/next-headers';
import { POST } from './route';

vi.mock('next/headers', () => import('@/lib/testing/next-headers'));

async function ask(order_no: string, headers: Record<string, string>) {
  const request = arrive(`/api/v1/orders/${order_no}/payments`, { method: 'POST', headers });
  const response = await POST(request, { params: Promise.resolve({ order_no }) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function keyOf(user: Awaited<ReturnType<typeof createDistributor>>) {
  const { key } = await createApiKey(userCtx(user), { name: 'shop' });
  return { authorization: `Bearer ${key}` };
}

test('the owner gets an attempt and the way to its page', async () => {
  const order = await createUnpaidOrder();
  const head = await keyOf(order.buyer);
  await deliver(notificationOf(order, { kind: 'failed' }));
  const { status, body } = await ask(order.order_no, head);
  expect(status).toBe(201);
  expect(body).toEqual({
    payment_id: expect.any(Number) as number,
    pay_url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:3000\/sandbox\/pay\/[\w-]{32}$/) as string,
  });
  expect(body.payment_id).not.toBe(order.payment_id);
});

test('nobody else finds it, and nobody who is not signed in is let in', async () => {
  const { order_no } = await createUnpaidOrder();
  expect(await ask(order_no, await keyOf(await createDistributor()))).toMatchObject({
    status: 404,
    body: { error_code: 'RESOURCE_NOT_FOUND' },
  });
  expect(await ask(order_no, {})).toMatchObject({ status: 401, body: { error_code: 'UNAUTHENTICATED' } });
});

test('a page of another site cannot use a session', async () => {
  const order = await createUnpaidOrder();
  const cookie = await sessionCookie(order.buyer);
  const foreign = { ...cookie, origin: 'https://elsewhere.example' };
  expect(await ask(order.order_no, foreign)).toMatchObject({
    status: 403,
    body: { error_code: 'ORIGIN_REFUSED' },
  });
  expect(await ask(order.order_no, { ...cookie, origin: 'http://127.0.0.1:3000' })).toMatchObject({
    status: 201,
  });
});

test('a paid order takes no more attempts', async () => {
  const order = await createUnpaidOrder();
  await deliver(notificationOf(order));
  expect(await ask(order.order_no, await keyOf(order.buyer))).toMatchObject({
    status: 409,
    body: { error_code: 'ORDER_NOT_PAYABLE' },
  });
});
