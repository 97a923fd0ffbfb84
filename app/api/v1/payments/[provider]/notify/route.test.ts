import { expect, test, vi } from 'vitest';
import { database } from '@/lib/db';
import { createUnpaidOrder, moneyOf, notificationOf } from '@/lib/testing/payment-events';
import { arrive } from '@/lib/testing/next-headers';
import { POST } from './route';

vi.mock('next/headers', () => import('@/lib/testing/next-headers'));

type Notification = { body: string | ReadableStream<Uint8Array>; headers: Record<string, string> };

async function notify({ body, headers }: Notification, provider = 'sandbox', ip = '203.0.113.9') {
  const request = arrive(`/api/v1/payments/${provider}/notify`, {
    method: 'POST',
    body,
    headers: { ...headers, 'x-forwarded-for': ip },
  });
  const response = await POST(request, { params: Promise.resolve({ provider }) });
  return {
    status: response.status,
    text: await response.text(),
    requestId: response.headers.get('x-request-id'),
  };
}

test('a payment is answered in the provider’s own words, each time it is told', async () => {
  const order = await createUnpaidOrder();
  const notification = notificationOf(order);
  for (let time = 0; time < 2; time += 1) {
    expect(await notify(notification)).toMatchObject({ status: 200, text: '{"code":1,"msg":"success"}' });
  }
  expect((await moneyOf(order.order_no)).order.paymentStatus).toBe('PAID');
});

test('a body in pieces is signed as a whole', async () => {
  const order = await createUnpaidOrder();
  const { body, headers } = notificationOf(order);
  const pieces = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const byte of Buffer.from(body)) controller.enqueue(Uint8Array.of(byte));
      controller.close();
    },
  });
  expect((await notify({ body: pieces, headers })).status).toBe(200);
  expect((await moneyOf(order.order_no)).order.paymentStatus).toBe('PAID');
});

test('refusals have the shape of all refusals', async () => {
  const { body, headers } = notificationOf(await createUnpaidOrder());
  const forged = await notify({ body, headers: { ...headers, 'webhook-signature': 'v1,AAAA' } });
  expect(forged.status).toBe(401);
  expect(JSON.parse(forged.text)).toEqual({
    error_code: 'WEBHOOK_REFUSED',
    message: expect.any(String) as string,
    details: { reason: 'bad_signature' },
  });
  expect(forged.requestId).toEqual(expect.any(String));
  expect(await notify({ body, headers: {} })).toMatchObject({ status: 401 });
});

test('what is too large is not even kept', async () => {
  const order = await createUnpaidOrder();
  const { headers } = notificationOf(order);
  const before = await database().paymentEvent.count();
  const answer = await notify({ body: ' '.repeat(65_537), headers });
  expect(answer.status).toBe(413);
  expect(JSON.parse(answer.text)).toMatchObject({ error_code: 'REQUEST_TOO_LARGE' });
  expect(await database().paymentEvent.count()).toBe(before);
  expect((await notify({ body: ' '.repeat(65_536), headers })).status).toBe(401);
  expect(await database().paymentEvent.count()).toBe(before + 1);
});

test('there is no such provider', async () => {
  const notification = notificationOf(await createUnpaidOrder());
  expect(await notify(notification, 'elsewhere')).toMatchObject({ status: 404 });
  expect(await notify(notification, 'Sand-Box')).toMatchObject({ status: 400 });
});

test('when the database fails the provider is asked to try again', async () => {
  const order = await createUnpaidOrder();
  const notification = notificationOf(order);
  await database().$executeRawUnsafe(
    `ALTER TABLE orders ADD CONSTRAINT broken CHECK (id <> ${order.order_id} OR payment_status = 'UNPAID') NOT VALID`,
  );
  const failed = await notify(notification);
  await database().$executeRawUnsafe('ALTER TABLE orders DROP CONSTRAINT broken');
  expect(failed.status).toBe(500);
  expect(JSON.parse(failed.text)).toMatchObject({ error_code: 'DATABASE_ERROR', details: {} });
  expect((await notify(notification)).status).toBe(200);
  expect((await moneyOf(order.order_no)).order.paymentStatus).toBe('PAID');
});
