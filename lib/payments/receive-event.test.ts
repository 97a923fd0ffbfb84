import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { database } from '../db';
import { env } from '../env';
import { atOnce, outcomes, testCtx, userCtx } from '../testing/database';
import { createUser, unique } from '../testing/factories';
import {
  createUnpaidOrder,
  deliver,
  moneyOf,
  notificationOf,
  providerCtx,
  reportOf,
} from '../testing/payment-events';
import { sandboxNotification } from './providers/sandbox';
import { keepEvent } from './keep-event';
import { receiveEvent } from './receive-event';

const address = () => unique('address');

async function kept(body: string | Uint8Array) {
  const rawBody = new Uint8Array(Buffer.from(body as string));
  const where = { rawBody: { equals: rawBody } };
  return database().paymentEvent.findMany({ where, select: { verdict: true, outcome: true, eventId: true } });
}

test('what was received is kept byte for byte, with what became of it', async () => {
  const order = await createUnpaidOrder();
  const notification = notificationOf(order);
  await deliver(notification);
  expect(await kept(notification.body)).toEqual([
    { verdict: 'VERIFIED', outcome: 'SETTLED', eventId: notification.headers['webhook-id'] },
  ]);
});

const ASKING = new Set<string | symbol>([
  '$queryRaw',
  '$executeRaw',
  '$transaction',
  'paymentEvent',
  'order',
  'payment',
]);

/** Hands a notification in as the route does. @returns how many statements it took */
async function countStatements({ body, headers }: ReturnType<typeof notificationOf>) {
  const { db, ...ctx } = providerCtx();
  let statements = 0;
  const counting = new Proxy(db, {
    get: (target, key, receiver) => {
      if (ASKING.has(key)) statements += 1;
      return Reflect.get(target, key, receiver) as unknown;
    },
  });
  const input = { provider: 'sandbox', rawBody: Buffer.from(body), headers: new Headers(headers), ip: '::1' };
  await receiveEvent({ ...ctx, db: counting }, input);
  return statements;
}

test('what pays an order is kept and counted as one statement; a repetition looks the event up', async () => {
  const order = await createUnpaidOrder();
  const notification = notificationOf(order);
  expect(await countStatements(notification)).toBe(1);
  expect(await countStatements(notification)).toBe(2);
  expect((await moneyOf(order.order_no)).facts).toHaveLength(1);
});

test('what fails while it is counted is kept all the same, and counted when it is told again', async () => {
  const order = await createUnpaidOrder();
  const notification = notificationOf(order);
  await database().$executeRaw`
    CREATE FUNCTION refuse_audit() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''no room''; END'`;
  await database().$executeRawUnsafe(`
    CREATE TRIGGER refuse_audit BEFORE INSERT ON audit_log FOR EACH ROW WHEN (NEW.entity_id = '${order.order_no}')
    EXECUTE FUNCTION refuse_audit()`);
  await expect(deliver(notification)).rejects.toThrow('no room');
  await database().$executeRaw`DROP FUNCTION refuse_audit CASCADE`;
  expect(await kept(notification.body)).toMatchObject([{ verdict: 'VERIFIED', outcome: null }]);
  expect((await moneyOf(order.order_no)).order.paymentStatus).toBe('UNPAID');
  await deliver(notification);
  expect(await kept(notification.body)).toMatchObject([{ outcome: 'SETTLED' }]);
  expect((await moneyOf(order.order_no)).order.paymentStatus).toBe('PAID');
});

test('the same notification from twenty sides at once pays once, and each is accepted', async () => {
  const order = await createUnpaidOrder();
  const notification = notificationOf(order);
  const { errors } = outcomes(await atOnce(20, () => deliver(notification)));
  expect(errors).toEqual([]);
  expect(await kept(notification.body)).toMatchObject([{ outcome: 'SETTLED' }]);
  const { facts, audits, payments } = await moneyOf(order.order_no);
  expect([facts, audits, payments].map(({ length }) => length)).toEqual([1, 1, 1]);
});

test('a forged notification is refused and kept, and changes nothing', async () => {
  const order = await createUnpaidOrder();
  const { body, headers } = notificationOf(order);
  const forged = { body: body.replace(order.total_amount, '0.01'), headers };
  await expect(deliver(forged, address())).rejects.toMatchObject({
    errorCode: 'WEBHOOK_REFUSED',
    httpStatus: 401,
    details: { reason: 'bad_signature' },
  });
  expect(await kept(forged.body)).toEqual([{ verdict: 'BAD_SIGNATURE', outcome: null, eventId: null }]);
  expect((await moneyOf(order.order_no)).payments).toMatchObject([{ status: 'PENDING' }]);
  await deliver({ body, headers });
  expect((await moneyOf(order.order_no)).order.paymentStatus).toBe('PAID');
});

test('an old notification is refused with 401', async () => {
  const order = await createUnpaidOrder();
  const { body, headers } = notificationOf(order);
  const old = { body, headers: { ...headers, 'webhook-timestamp': '1700000000' } };
  await expect(deliver(old, address())).rejects.toMatchObject({
    httpStatus: 401,
    details: { reason: 'bad_timestamp' },
  });
});

test('a signed body that says nothing readable is refused with 400', async () => {
  const order = await createUnpaidOrder();
  const mute = notificationOf({ ...order, currency: 'yuan' });
  await expect(deliver(mute, address())).rejects.toMatchObject({
    httpStatus: 400,
    details: { reason: 'bad_body' },
  });
  expect(await kept(mute.body)).toEqual([{ verdict: 'BAD_BODY', outcome: null, eventId: null }]);
});

test('an event of another kind is accepted, kept and left alone', async () => {
  const order = await createUnpaidOrder();
  const other = sandboxNotification({ ...reportOf(order), kind: 'disputed' as 'failed' });
  expect(await deliver(other)).toEqual({ code: 1, msg: 'success' });
  expect(await kept(other.body)).toMatchObject([{ verdict: 'VERIFIED', outcome: 'IGNORED' }]);
});

test.each([
  ['and has had its outcome', true],
  ['although it was only kept', false],
])('what was told first under an event id counts, %s', async (_, isSettled) => {
  const order = await createUnpaidOrder();
  const first = notificationOf(order, { kind: 'failed' });
  const id = first.headers['webhook-id'];
  const event = { provider: 'sandbox', eventId: id, source: 'NOTIFY' } as const;
  if (isSettled) await deliver(first);
  else await keepEvent(providerCtx(), { ...event, rawBody: Buffer.from(first.body) });
  const { body } = notificationOf(order);
  const at = new Date(Number(first.headers['webhook-timestamp']) * 1_000);
  const signature = new Webhook(env().SANDBOX_WEBHOOK_SECRET).sign(id, at, body);
  await deliver({ body, headers: { ...first.headers, 'webhook-signature': signature } });
  expect(await moneyOf(order.order_no)).toMatchObject({
    order: { paymentStatus: 'UNPAID' },
    payments: [{ status: 'FAILED' }],
  });
  expect(await kept(body)).toEqual([]);
});

test('a repetition of what matched nothing waits for its time like the first', async () => {
  const early = notificationOf({ ...(await createUnpaidOrder()), payment_id: 2_000_000_000 });
  const read = () => database().paymentEvent.findMany({ where: { eventId: early.headers['webhook-id'] } });
  await deliver(early);
  const before = await read();
  expect(before).toMatchObject([{ outcome: 'UNMATCHED' }]);
  expect(await deliver(early)).toEqual({ code: 1, msg: 'success' });
  expect(await read()).toEqual(before);
});

test('refused notifications fill the inbox at a limited rate; good ones always come through', async () => {
  const order = await createUnpaidOrder();
  const { body, headers } = notificationOf(order);
  const ip = address();
  const forged = { body, headers: { ...headers, 'webhook-signature': 'v1,AAAA' } };
  const refusals = await Promise.allSettled(Array.from({ length: 65 }, () => deliver(forged, ip)));
  const statuses = refusals.map((one) => (one as PromiseRejectedResult).reason as { httpStatus: number });
  expect(statuses.filter(({ httpStatus }) => httpStatus === 401)).toHaveLength(60);
  expect(statuses.filter(({ httpStatus }) => httpStatus === 429)).toHaveLength(5);
  expect(await kept(body)).toHaveLength(60);
  expect(await deliver({ body, headers }, ip)).toEqual({ code: 1, msg: 'success' });
});

test('a provider that is not there has no inbox', async () => {
  const { body, headers } = notificationOf(await createUnpaidOrder());
  const input = {
    provider: 'elsewhere',
    rawBody: Buffer.from(body),
    headers: new Headers(headers),
    ip: address(),
  };
  await expect(receiveEvent(providerCtx(), input)).rejects.toMatchObject({ errorCode: 'RESOURCE_NOT_FOUND' });
});

test('people do not report payments', async () => {
  const { body, headers } = notificationOf(await createUnpaidOrder());
  const input = {
    provider: 'sandbox',
    rawBody: Buffer.from(body),
    headers: new Headers(headers),
    ip: address(),
  };
  const admin = userCtx(await createUser({ role: 'ADMIN' }));
  await expect(receiveEvent(admin, input)).rejects.toMatchObject({ errorCode: 'PERMISSION_DENIED' });
  await expect(receiveEvent(testCtx(), input)).rejects.toMatchObject({ errorCode: 'PERMISSION_DENIED' });
});
