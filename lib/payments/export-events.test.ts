import { beforeAll, expect, test } from 'vitest';
import { database } from '../db';
import { csvCells } from '../testing/csv-cells';
import { userCtx } from '../testing/database';
import { createUser, unique } from '../testing/factories';
import { createPaidOrder } from '../testing/payment-events';
import { exportEvents } from './export-events';
import { EventsQuery } from './schema';

type Cells = Record<string, string>;

let paid: Awaited<ReturnType<typeof createPaidOrder>>;
let operator: Awaited<ReturnType<typeof createUser>>;
const LONG_AGO = '2008-03-04';

beforeAll(async () => {
  paid = await createPaidOrder();
  operator = await createUser({ role: 'OPERATOR' });
  await database().paymentEvent.updateMany({
    where: { paymentId: paid.payment_id },
    data: { receivedAt: new Date('2008-03-04T15:59:59Z') },
  });
}, 120_000);

const linesOf = async (asked: object) =>
  csvCells<Cells>(await exportEvents(userCtx(operator), EventsQuery.parse(asked)));

test('what providers told us is a file, without the bytes of it', async () => {
  const event = await database().paymentEvent.findFirstOrThrow({ where: { paymentId: paid.payment_id } });
  expect(await linesOf({ order_no: paid.order_no })).toEqual([
    {
      id: String(event.id),
      provider: 'sandbox',
      event_id: `"${event.eventId}"`,
      verdict: 'verified',
      outcome: 'settled',
      source: 'notify',
      order_no: paid.order_no,
      payment_id: String(paid.payment_id),
      received_at: '2008-03-04T15:59:59.000Z',
      processed_at: event.processedAt!.toISOString(),
      retry_at: '',
    },
  ]);
});

test.each([
  ['verdict', { verdict: 'verified' }, { verdict: 'bad_signature' }],
  ['outcome', { outcome: 'settled' }, { outcome: 'waiting' }],
  ['provider', { provider: 'sandbox' }, { provider: 'alipay' }],
  ['how we know', { source: 'notify' }, { source: 'charge' }],
  ['day', { from: LONG_AGO, to: LONG_AGO }, { from: '2008-03-05', to: '2008-03-06' }],
])('the file can be narrowed down by %s', async (_, found, missed) => {
  const payments = async (asked: object) => (await linesOf(asked)).map(({ payment_id }) => payment_id);
  expect(await payments(found)).toContain(String(paid.payment_id));
  expect(await payments(missed)).not.toContain(String(paid.payment_id));
});

test('what a provider calls its event is no formula', async () => {
  const eventId = `=${unique('event')}`;
  const event = await database().paymentEvent.create({
    data: { provider: 'stripe', eventId, rawBody: new Uint8Array([1]), verdict: 'BAD_BODY' },
  });
  const lines = await linesOf({ provider: 'stripe' });
  expect(lines.find(({ id }) => id === String(event.id))).toMatchObject({ event_id: `"'${eventId}"` });
});

test('who took it is written down; who may not see the list gets no file', async () => {
  const person = await createUser({ role: 'OPERATOR' });
  const query = EventsQuery.parse({ order_no: paid.order_no });
  const file = await exportEvents(userCtx(person), query);
  expect(file.filename).toMatch(/^payment-events-\d{4}-\d\d-\d\d\.csv$/);
  await csvCells(file);
  const audits = await database().auditEntry.findMany({ where: { userId: person.id } });
  expect(audits).toMatchObject([
    {
      action: 'payments.export-events',
      after: { filters: { order_no: paid.order_no }, rows: 1, complete: true },
    },
  ]);
  await expect(exportEvents(userCtx(paid.buyer), query)).rejects.toMatchObject({
    errorCode: 'PERMISSION_DENIED',
  });
});
