import { expect, test } from 'vitest';
import { database } from '../db';
import { testCtx, userCtx } from '../testing/database';
import { createDistributor, createPlan, createUser } from '../testing/factories';
import { createUnpaidOrder, deliver, moneyOf, notificationOf } from '../testing/payment-events';
import { createOrder } from '../orders/create-order';
import { sweepEvents } from './sweep-events';

async function eventOf(order_no: string) {
  const [event] = await database().$queryRaw<{ id: bigint; outcome: string | null; wait: number | null }[]>`
    SELECT id, outcome, extract(epoch FROM retry_at - processed_at)::float AS wait FROM payment_events
    WHERE verdict = 'VERIFIED' AND convert_from(raw_body, 'UTF8') LIKE ${`%${order_no}%`}`;
  return event!;
}

/** As if the event had come that long ago and were due now. */
async function age(order_no: string, seconds: number) {
  const { id } = await eventOf(order_no);
  await database().$executeRaw`
    UPDATE payment_events SET received_at = now() - make_interval(secs => ${seconds}),
      retry_at = CASE WHEN retry_at IS NOT NULL THEN now() - interval '1 second' END WHERE id = ${id}`;
}

/** Lets settling fail in its last step, as a server does that goes down. */
async function whileBroken(order_id: number, work: () => Promise<unknown>) {
  await database().$executeRawUnsafe(
    `ALTER TABLE order_tracking ADD CONSTRAINT broken CHECK (order_id <> ${order_id} OR status = 'PENDING') NOT VALID`,
  );
  try {
    await work();
  } finally {
    await database().$executeRawUnsafe('ALTER TABLE order_tracking DROP CONSTRAINT broken');
  }
}

test('what a callback kept and could not settle is settled by the sweep', async () => {
  const order = await createUnpaidOrder();
  await whileBroken(order.order_id, () => expect(deliver(notificationOf(order))).rejects.toThrow(/broken/));
  expect(await eventOf(order.order_no)).toMatchObject({ outcome: null });
  expect((await moneyOf(order.order_no)).order).toMatchObject({ paymentStatus: 'UNPAID', status: 'PENDING' });

  await sweepEvents(testCtx());
  expect(await eventOf(order.order_no)).toMatchObject({ outcome: null });
  await age(order.order_no, 11);
  await Promise.all([sweepEvents(testCtx()), sweepEvents(testCtx()), sweepEvents(testCtx())]);
  const { order: paid, facts, audits } = await moneyOf(order.order_no);
  expect(paid).toMatchObject({ paymentStatus: 'PAID', status: 'CONFIRMED', version: 2 });
  expect(facts).toHaveLength(1);
  expect(audits).toMatchObject([{ actor: 'system:test' }]);
});

test('and by the provider’s own repetition, when that comes first', async () => {
  const order = await createUnpaidOrder();
  const notification = notificationOf(order);
  await whileBroken(order.order_id, () => expect(deliver(notification)).rejects.toThrow(/broken/));
  await deliver(notification);
  expect((await moneyOf(order.order_no)).order.paymentStatus).toBe('PAID');
});

test('an event ahead of its order is looked at again after growing waits, and pays when the order is there', async () => {
  const buyer = await createDistributor();
  const order = await createOrder(userCtx(buyer), {
    type: 'CODES',
    plan_id: (await createPlan()).id,
    quantity: 1,
  });
  const [next] = await database().$queryRaw<{ id: number }[]>`SELECT nextval('payments_id_seq')::int AS id`;
  await deliver(notificationOf({ ...order, payment_id: next!.id }));
  expect(await eventOf(order.order_no)).toMatchObject({ outcome: 'UNMATCHED', wait: 10 });
  const alert = { rule: 'payments.unmatched', key: { startsWith: order.order_no } };
  expect(await database().alert.findMany({ where: alert })).toMatchObject([{ count: 1, resolvedAt: null }]);

  for (const [seconds, wait] of [
    [25, 25],
    [600, 600],
    [7_200, 3_600],
  ] as const) {
    await age(order.order_no, seconds);
    await sweepEvents(testCtx());
    expect((await eventOf(order.order_no)).wait).toBeCloseTo(wait, 0);
  }
  expect(await database().alert.findMany({ where: alert })).toMatchObject([{ count: 1, resolvedAt: null }]);

  await database().payment.create({
    data: {
      id: next!.id,
      orderId: order.order_id,
      provider: 'sandbox',
      method: 'sandbox',
      amount: order.total_amount,
      currency: order.currency,
      idempotencyKey: `key-${next!.id}`,
      reference: `reference-${next!.id}`,
    },
  });
  await age(order.order_no, 7_300);
  await sweepEvents(testCtx());
  expect(await eventOf(order.order_no)).toMatchObject({ outcome: 'SETTLED', wait: null });
  expect((await moneyOf(order.order_no)).order).toMatchObject({ paymentStatus: 'PAID', status: 'CONFIRMED' });
  const [closed] = await database().alert.findMany({ where: alert });
  expect(closed?.resolvedAt).not.toBeNull();
});

test('after a day it is given up, and people still know', async () => {
  const order_no = 'ORD2020010100000001';
  await deliver(
    notificationOf({ order_no, payment_id: 2_000_000_000, total_amount: '1.00', currency: 'CNY' }),
  );
  await age(order_no, 86_401);
  await sweepEvents(testCtx());
  expect(await eventOf(order_no)).toMatchObject({ outcome: 'UNMATCHED', wait: null });
  const open = { rule: 'payments.unmatched', key: { startsWith: order_no }, resolvedAt: null };
  expect(await database().alert.count({ where: open })).toBe(1);
});

test('an event that fails does not keep the others waiting, and is not passed over in silence', async () => {
  const [bad, good] = [await createUnpaidOrder(), await createUnpaidOrder()];
  await whileBroken(bad.order_id, async () => {
    await expect(deliver(notificationOf(bad))).rejects.toThrow(/broken/);
    await age(bad.order_no, 30);
    await database().$executeRaw`
      INSERT INTO payment_events (provider, event_id, raw_body, verdict, received_at)
      VALUES ('sandbox', ${`msg-${good.order_no}`}, ${Buffer.from(notificationOf(good).body)}, 'VERIFIED', now() - interval '20 seconds')`;
    await expect(sweepEvents(testCtx())).rejects.toThrow('1 of 2 events failed');
  });
  expect((await moneyOf(good.order_no)).order.paymentStatus).toBe('PAID');
  await sweepEvents(testCtx());
  expect((await moneyOf(bad.order_no)).order.paymentStatus).toBe('PAID');
});

test('only the system sweeps', async () => {
  const admin = userCtx(await createUser({ role: 'ADMIN' }));
  await expect(sweepEvents(admin)).rejects.toMatchObject({ errorCode: 'PERMISSION_DENIED' });
});
