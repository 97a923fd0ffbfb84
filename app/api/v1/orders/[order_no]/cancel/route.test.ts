import { expect, test, vi } from 'vitest';
import { createUnpaidOrder } from '@/lib/testing/payment-events';
import { arrive, sessionCookie } from '@/lib/testing/next-headers';
import { GET as getPaymentStatus } from '../payment-status/route';
import { POST } from './route';

vi.mock('next/headers', () => import('@/lib/testing/next-headers'));

async function cancel(order_no: string, cookie: Record<string, string>, body: unknown) {
  const request = arrive(`/api/v1/orders/${order_no}/cancel`, {
    method: 'POST',
    headers: { ...cookie, origin: 'http://127.0.0.1:3000' },
    body: JSON.stringify(body),
  });
  const response = await POST(request, { params: Promise.resolve({ order_no }) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

test('the owner cancels an unpaid order with a reason, and again without harm', async () => {
  const { buyer, order_no } = await createUnpaidOrder();
  const cookie = await sessionCookie(buyer);
  expect(await cancel(order_no, cookie, {})).toMatchObject({
    status: 400,
    body: { details: { field: 'reason' } },
  });
  const cancelled = {
    status: 200,
    body: { order_no, status: 'cancelled', payment_status: 'unpaid', version: 2 },
  };
  expect(await cancel(order_no, cookie, { reason: 'changed my mind', version: 1 })).toMatchObject(cancelled);
  expect(await cancel(order_no, cookie, { reason: 'changed my mind', version: 1 })).toMatchObject(cancelled);
});

test('its payment can still be asked for', async () => {
  const { buyer, order_no } = await createUnpaidOrder();
  const request = arrive(`/api/v1/orders/${order_no}/payment-status`, {
    headers: await sessionCookie(buyer),
  });
  const response = await getPaymentStatus(request, { params: Promise.resolve({ order_no }) });
  expect(await response.json()).toEqual({ exists: true, is_completed: false, status: 'pending' });
  const malformed = await getPaymentStatus(request, { params: Promise.resolve({ order_no: "ORD'--" }) });
  expect(malformed.status).toBe(400);
});
