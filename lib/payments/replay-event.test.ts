import { beforeEach, expect, test } from 'vitest';
import type { Ctx } from '../context';
import { database } from '../db';
import { atOnce, outcomes, userCtx } from '../testing/database';
import { createUser, unique } from '../testing/factories';
import {
  createPaidOrder,
  createUnpaidOrder,
  deliver,
  moneyOf,
  notificationOf,
} from '../testing/payment-events';
import { getEvent } from './get-event';
import { replayEvent } from './replay-event';

let admin: Ctx;
beforeEach(async () => {
  admin = userCtx(await createUser({ role: 'ADMIN' }));
});

const lastEvent = async () => {
  const event = await database().paymentEvent.findFirstOrThrow({ orderBy: { id: 'desc' } });
  return Number(event.id);
};

/** A success that came before there was its order, and is not looked at by itself any more. */
async function earlyEvent() {
  const order = await createUnpaidOrder();
  const orderNo = order.order_no;
  const away = `ORD1999${unique('').slice(-12)}`;
  await database().order.update({ where: { orderNo }, data: { orderNo: away } });
  await deliver(notificationOf(order));
  const event_id = await lastEvent();
  await database().paymentEvent.update({ where: { id: event_id }, data: { retryAt: null } });
  await database().order.update({ where: { orderNo: away }, data: { orderNo } });
  return { order, event_id };
}

test('what matched nothing and was given up is acted upon, as if it came now', async () => {
  const { order, event_id } = await earlyEvent();
  expect(await replayEvent(admin, { event_id })).toEqual({ event_id, outcome: 'settled', changed: true });
  const { order: after, facts } = await moneyOf(order.order_no);
  expect(after).toMatchObject({ paymentStatus: 'PAID', status: 'CONFIRMED' });
  expect(facts).toHaveLength(1);
  const [audit] = await database().auditEntry.findMany({
    where: { entity: 'payment_event', entityId: String(event_id) },
  });
  expect(audit).toMatchObject({ action: 'payments.replay-event', before: { outcome: 'UNMATCHED' } });
  expect(await getEvent(admin, { id: event_id })).toMatchObject({
    outcome: 'settled',
    order_no: order.order_no,
    payment: { id: order.payment_id, status: 'completed' },
    alerts: [],
  });
});

test('replayed many times at once it acts once', async () => {
  const { order, event_id } = await earlyEvent();
  const replayed = outcomes(await atOnce(8, () => replayEvent(admin, { event_id })));
  expect(replayed.errors).toEqual([]);
  expect(replayed.values.map(({ outcome }) => outcome)).toEqual(Array(8).fill('settled'));
  expect(replayed.values.filter(({ changed }) => changed)).toHaveLength(1);
  const { payments, facts, tracking } = await moneyOf(order.order_no);
  expect(payments).toHaveLength(1);
  expect(facts).toHaveLength(1);
  expect(tracking.filter(({ status }) => status === 'CONFIRMED')).toHaveLength(1);
});

test('what has its outcome keeps it, and says what it was', async () => {
  const order = await createPaidOrder();
  const event_id = await lastEvent();
  const before = await moneyOf(order.order_no);
  expect(await replayEvent(admin, { event_id })).toEqual({ event_id, outcome: 'settled', changed: false });
  const after = await moneyOf(order.order_no);
  expect(after.payments).toEqual(before.payments);
  expect(after.order.version).toBe(before.order.version);
  expect(after.facts).toHaveLength(before.facts.length);
});

test('what still fits nothing stays unmatched, and is no change', async () => {
  const order = await createUnpaidOrder();
  await deliver(notificationOf({ ...order, order_no: 'ORD1999010100000009' }));
  const event_id = await lastEvent();
  await database().paymentEvent.update({ where: { id: event_id }, data: { retryAt: null } });
  expect(await replayEvent(admin, { event_id })).toEqual({ event_id, outcome: 'unmatched', changed: false });
  const [alert] = (await getEvent(admin, { id: event_id })).alerts;
  expect(alert).toMatchObject({ rule: 'payments.unmatched', facts: { event_id } });
});

test('what was refused cannot be replayed, and nobody but an admin may', async () => {
  const order = await createUnpaidOrder();
  const sent = notificationOf(order);
  await expect(deliver({ ...sent, body: sent.body.replace('99.90', '0.01') })).rejects.toMatchObject({
    errorCode: 'WEBHOOK_REFUSED',
  });
  const event_id = await lastEvent();
  await expect(replayEvent(admin, { event_id })).rejects.toMatchObject({
    errorCode: 'EVENT_REFUSED',
    httpStatus: 409,
    details: { verdict: 'bad_signature' },
  });
  expect(
    await database().auditEntry.count({ where: { entity: 'payment_event', entityId: String(event_id) } }),
  ).toBe(0);
  expect(await getEvent(admin, { id: event_id })).toMatchObject({
    verdict: 'bad_signature',
    may_replay: false,
  });
  const operator = userCtx(await createUser({ role: 'OPERATOR' }));
  await expect(replayEvent(operator, { event_id })).rejects.toMatchObject({ errorCode: 'PERMISSION_DENIED' });
  await expect(replayEvent(admin, { event_id: 2_000_000_000 })).rejects.toMatchObject({
    errorCode: 'RESOURCE_NOT_FOUND',
  });
});
