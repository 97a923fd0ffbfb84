import { beforeAll, expect, test } from 'vitest';
import type { Ctx } from '../context';
import { database } from '../db';
import { csvCells } from '../testing/csv-cells';
import { userCtx } from '../testing/database';
import { createUser, unique } from '../testing/factories';
import { createPaidOrder, createUnpaidOrder, deliver, notificationOf } from '../testing/payment-events';
import { eventText } from './event-text';
import { exportPayments } from './export-payments';
import { getEvent } from './get-event';
import { getPayment } from './get-payment';
import { listEvents } from './list-events';
import { listPayments, type ListedPayment } from './list-payments';
import { listProviders } from './list-providers';
import { EventsQuery, PaymentsQuery } from './schema';

let admin: Ctx;
let paid: Awaited<ReturnType<typeof createPaidOrder>>;
let open: Awaited<ReturnType<typeof createUnpaidOrder>>;
const LONG_AGO = '2009-03-04';

beforeAll(async () => {
  admin = userCtx(await createUser({ role: 'ADMIN' }));
  paid = await createPaidOrder();
  open = await createUnpaidOrder();
  await database().payment.update({
    where: { id: open.payment_id },
    data: { createdAt: new Date('2009-03-03T16:00:00Z') },
  });
  await database().paymentEvent.updateMany({
    where: { paymentId: paid.payment_id },
    data: { receivedAt: new Date('2009-03-04T15:59:59Z') },
  });
}, 120_000);

const payments = async (asked: object) =>
  (await listPayments(admin, PaymentsQuery.parse({ limit: 200, ...asked }))).items;
const events = async (asked: object) =>
  (await listEvents(admin, EventsQuery.parse({ limit: 200, ...asked }))).items;

test('attempts come newest first, with their order and what went back', async () => {
  await database().refund.create({
    data: {
      paymentId: paid.payment_id,
      amount: '12.50',
      kind: 'ORDER',
      reason: 'test',
      status: 'SUCCEEDED',
      idempotencyKey: unique('refund'),
    },
  });
  const all = await payments({});
  expect(all.map(({ id }) => id)).toEqual(all.map(({ id }) => id).toSorted((a, b) => b - a));
  expect(all.find(({ id }) => id === paid.payment_id)).toMatchObject({
    order_no: paid.order_no,
    purpose: 'order',
    provider: 'sandbox',
    status: 'completed',
    amount: '99.90',
    currency: 'CNY',
    refunded: '12.50',
    order_payment_status: 'paid',
    error_code: null,
  });
});

test.each([
  ['status', { status: 'pending' }, { status: 'completed' }],
  ['provider', { provider: 'sandbox' }, { provider: 'stripe' }],
  ['purpose', { purpose: 'order' }, { purpose: 'excess' }],
  ['days', { from: LONG_AGO, to: LONG_AGO }, { from: '2009-03-05', to: '2009-03-06' }],
  ['the last day', { to: LONG_AGO }, { to: '2009-03-03' }],
])('attempts can be narrowed down by %s', async (_, found, missed) => {
  expect((await payments(found)).map(({ id }) => id)).toContain(open.payment_id);
  expect((await payments(missed)).map(({ id }) => id)).not.toContain(open.payment_id);
});

test('an order is found by its number and by how that begins, from a whole day on', async () => {
  expect((await payments({ order_no: paid.order_no })).map(({ id }) => id)).toEqual([paid.payment_id]);
  expect(
    (await payments({ order_no: paid.order_no.slice(0, 11).toLowerCase() })).map(({ id }) => id),
  ).toContain(paid.payment_id);
  expect(await payments({ order_no: 'ORD19990101' })).toEqual([]);
  expect(PaymentsQuery.safeParse({ order_no: 'ORD2026' }).success).toBe(false);
  expect(PaymentsQuery.safeParse({ from: '2026-02-30' }).success).toBe(false);
});

test('pages lead back and forth and miss none', async () => {
  await createUnpaidOrder();
  const first = await listPayments(admin, PaymentsQuery.parse({ limit: 2 }));
  const second = await listPayments(admin, PaymentsQuery.parse({ limit: 2, cursor: first.next_cursor }));
  const back = await listPayments(admin, PaymentsQuery.parse({ limit: 2, cursor: second.previous_cursor }));
  expect(back.items).toEqual(first.items);
  const ids = [...first.items, ...second.items].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('the same rows are a file, and who took it is written down', async () => {
  const operator = await createUser({ role: 'OPERATOR' });
  const file = await exportPayments(userCtx(operator), PaymentsQuery.parse({ order_no: paid.order_no }));
  expect(file.filename).toMatch(/^payments-\d{4}-\d\d-\d\d\.csv$/);
  expect(await csvCells<ListedPayment>(file)).toMatchObject([
    { id: String(paid.payment_id), order_no: paid.order_no, status: 'completed', amount: '99.90' },
  ]);
  const [audit] = await database().auditEntry.findMany({ where: { userId: operator.id } });
  expect(audit).toMatchObject({ action: 'payments.export-payments', after: { rows: 1, complete: true } });
});

test('a payment shows its order, all attempts, what was told of it, and who did what', async () => {
  const payment = await getPayment(admin, { id: paid.payment_id });
  expect(payment).toMatchObject({
    id: paid.payment_id,
    order: { order_no: paid.order_no, payment_status: 'paid', total_amount: '99.90' },
    attempts: [{ id: paid.payment_id }],
    events: [{ outcome: 'settled', verdict: 'verified', payment_id: paid.payment_id }],
    refunds: [{ amount: '12.50', status: 'SUCCEEDED' }],
  });
  expect(payment.timeline.map(({ kind }) => kind)).toContain('payment');
  expect(payment.trail.map(({ action }) => action)).toContain('payments.settle-payment');
  await expect(getPayment(admin, { id: 2_000_000_000 })).rejects.toMatchObject({ httpStatus: 404 });
});

test('an attempt is shown although more of its order came after it than a page holds', async () => {
  const order = await createUnpaidOrder();
  await database().$executeRaw`
    INSERT INTO payments (order_id, provider, method, amount, currency, idempotency_key, reference, status)
    SELECT order_id, provider, method, amount, currency, idempotency_key || '/' || n, reference || '/' || n, 'FAILED'
    FROM payments CROSS JOIN generate_series(1, 60) AS n WHERE id = ${order.payment_id}`;
  expect((await getPayment(admin, { id: order.payment_id })).id).toBe(order.payment_id);
});

test.each([
  ['verdict', { verdict: 'verified' }, { verdict: 'bad_signature' }],
  ['outcome', { outcome: 'settled' }, { outcome: 'waiting' }],
  ['provider', { provider: 'sandbox' }, { provider: 'alipay' }],
  ['how we know', { source: 'notify' }, { source: 'charge' }],
  ['day', { from: LONG_AGO, to: LONG_AGO }, { from: '2009-03-05', to: '2009-03-06' }],
])('messages can be narrowed down by %s', async (_, found, missed) => {
  expect((await events(found)).map(({ payment_id }) => payment_id)).toContain(paid.payment_id);
  expect((await events(missed)).map(({ payment_id }) => payment_id)).not.toContain(paid.payment_id);
});

test('messages are found by order; one shows its payload as it was sent, and easier to read', async () => {
  const [event] = await events({ order_no: paid.order_no });
  expect(event).toMatchObject({ order_no: paid.order_no, outcome: 'settled' });
  const { text, payment } = await getEvent(admin, { id: event!.id });
  expect(JSON.parse(text.raw!)).toMatchObject({ data: { order_no: paid.order_no } });
  expect(text.readable).toContain('\n  "data": {');
  expect(payment?.id).toBe(paid.payment_id);
});

test('refused messages are shown as such, whatever their bytes are', async () => {
  const order = await createUnpaidOrder();
  const { headers } = notificationOf(order);
  await expect(deliver({ headers, body: new Uint8Array([0xff, 0xfe, 0x00]) })).rejects.toMatchObject({
    errorCode: 'WEBHOOK_REFUSED',
  });
  const [refused] = await events({ verdict: 'bad_body' });
  expect(refused).toMatchObject({ event_id: null, outcome: null, order_no: null });
  expect((await getEvent(admin, { id: refused!.id })).text).toEqual({
    raw: null,
    readable: null,
    bytes: 3,
    cut: false,
  });
});

test('a payload is shown as text within bounds', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  expect(eventText(bytes('trade_no=1&gmt=2026-11-28+10%3A00')).readable).toBe(
    'trade_no: 1\ngmt: 2026-11-28 10:00',
  );
  expect(eventText(bytes('hello')).readable).toBeNull();
  const long = eventText(bytes('é'.repeat(20_000)));
  expect(long).toMatchObject({ bytes: 40_000, cut: true, readable: null });
  expect(long.raw).toBe('é'.repeat(8_192));
});

test('what admins see of payments is not for distributors, and nobody signed in sees less', async () => {
  const distributor = userCtx(await createUser({ role: 'DISTRIBUTOR' }));
  const refused = { errorCode: 'PERMISSION_DENIED' };
  await expect(listPayments(distributor, PaymentsQuery.parse({}))).rejects.toMatchObject(refused);
  await expect(exportPayments(distributor, PaymentsQuery.parse({}))).rejects.toMatchObject(refused);
  await expect(getPayment(distributor, { id: paid.payment_id })).rejects.toMatchObject(refused);
  await expect(listEvents(distributor, EventsQuery.parse({}))).rejects.toMatchObject(refused);
  await expect(getEvent(distributor, { id: 1 })).rejects.toMatchObject(refused);
  await expect(listProviders(distributor)).rejects.toMatchObject(refused);
});

test('providers show whether they are on and whether they answer', async () => {
  await database().circuitBreaker.upsert({
    where: { name: 'payments.sandbox' },
    create: {
      name: 'payments.sandbox',
      state: 'OPEN',
      openedAt: new Date(),
      lastError: 'PAYMENT_TIMEOUT',
      opened: 2,
    },
    update: { state: 'OPEN', openedAt: new Date(), lastError: 'PAYMENT_TIMEOUT', opened: 2 },
  });
  const sandbox = (await listProviders(admin)).find(({ name }) => name === 'sandbox');
  expect(sandbox).toMatchObject({
    enabled: true,
    methods: expect.arrayContaining(['sandbox']) as string[],
    breaker: { state: 'open', last_error: 'PAYMENT_TIMEOUT', opened: 2 },
  });
  await database().circuitBreaker.delete({ where: { name: 'payments.sandbox' } });
});
