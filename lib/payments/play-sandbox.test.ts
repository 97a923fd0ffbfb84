import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { database } from '../db';
import { AppError } from '../errors';
import { expectDataClean } from '../monitoring/verify-data';
import { testCtx } from '../testing/database';
import { createUnpaidOrder, deliver, moneyOf } from '../testing/payment-events';
import { sendSandboxEventJob } from './jobs';
import { playSandbox } from './play-sandbox';
import { PlaySandboxInput } from './schema';
import { sendSandboxEvent } from './send-sandbox-event';

// The notify route as it is seen from outside: an address that answers over HTTP.
let answers: number;
let believesAll: boolean;
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([key, value]) => [key, String(value)]),
    );
    const refused = answers !== 200 || request.url !== '/api/v1/payments/sandbox/notify';
    const received = refused
      ? Promise.reject(new Error('refused'))
      : deliver({ body: Buffer.concat(chunks), headers });
    received.then(
      () => response.writeHead(200).end(),
      (error: unknown) => {
        const status = error instanceof AppError ? error.httpStatus : 500;
        response.writeHead(believesAll ? 200 : answers === 200 ? status : answers).end();
      },
    );
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Settings are read at their first use, which is later.
  process.env.NEXTAUTH_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  answers = 200;
  believesAll = false;
});
afterAll(() => server.close());

const payer = () => testCtx({ kind: 'public', ip: '203.0.113.5' });

async function unpaid() {
  const order = await createUnpaidOrder();
  const { reference } = await database().payment.findUniqueOrThrow({ where: { id: order.payment_id } });
  const play = (what: PlaySandboxInputOf) =>
    playSandbox(payer(), PlaySandboxInput.parse({ reference, ...what }));
  return { ...order, reference, play };
}
type PlaySandboxInputOf = { play: string; delay_seconds?: string };

test('who knows the reference pays', async () => {
  const { order_no, play } = await unpaid();
  expect(await play({ play: 'pay' })).toEqual({ order_no });
  expect(await moneyOf(order_no)).toMatchObject({
    order: { paymentStatus: 'PAID' },
    payments: [{ status: 'COMPLETED' }],
  });
});

test('a form sent twice pays once', async () => {
  const { order_no, play } = await unpaid();
  await Promise.all([play({ play: 'pay' }), play({ play: 'pay' })]);
  await play({ play: 'pay' });
  expect((await moneyOf(order_no)).payments).toMatchObject([{ purpose: 'ORDER', status: 'COMPLETED' }]);
});

test('a payment can be declined', async () => {
  const { order_no, play } = await unpaid();
  await play({ play: 'decline' });
  expect(await moneyOf(order_no)).toMatchObject({
    order: { paymentStatus: 'UNPAID' },
    payments: [{ status: 'FAILED' }],
  });
});

test('paying twice leaves one payment to give back', async () => {
  const { order_no, play } = await unpaid();
  await play({ play: 'pay_twice' });
  expect((await moneyOf(order_no)).payments).toMatchObject([
    { purpose: 'ORDER', refunds: [] },
    { purpose: 'EXCESS', refunds: [{ kind: 'EXCESS' }] },
  ]);
});

/** Everything that was told after this. */
const eventsAfter = (id: bigint) =>
  database().paymentEvent.findMany({
    where: { id: { gt: id } },
    orderBy: { id: 'asc' },
    select: { verdict: true, outcome: true },
  });

const PAID = { order: { paymentStatus: 'PAID' }, payments: [{ status: 'COMPLETED', refunds: [] }] };
const OPEN = { order: { paymentStatus: 'UNPAID' }, payments: [{ status: 'PENDING' }] };

test.each([
  ['duplicate', PAID, [['VERIFIED', 'SETTLED']]],
  [
    'reorder',
    PAID,
    [
      ['VERIFIED', 'SETTLED'],
      ['VERIFIED', 'NO_CHANGE'],
    ],
  ],
  ['wrong_amount', OPEN, [['VERIFIED', 'MISMATCH']]],
  ['wrong_signature', OPEN, [['BAD_SIGNATURE', null]]],
])('told with the fault %s, the order is what it was paid, and no more', async (fault, money, events) => {
  const { order_no, play } = await unpaid();
  const { _max: last } = await database().paymentEvent.aggregate({ _max: { id: true } });
  expect(await play({ play: fault })).toEqual({ order_no });
  expect(await moneyOf(order_no)).toMatchObject(money);
  expect((await eventsAfter(last.id ?? 0n)).map(({ verdict, outcome }) => [verdict, outcome])).toEqual(
    events,
  );
  await play({ play: 'pay' });
  expect(await moneyOf(order_no)).toMatchObject(PAID);
  await expectDataClean(testCtx());
});

test('a forged notification that were believed would be told to who forged it', async () => {
  const { play } = await unpaid();
  believesAll = true;
  await expect(play({ play: 'wrong_signature' })).rejects.toMatchObject({
    errorCode: 'PAYMENT_GATEWAY_ERROR',
  });
});

test('a late answer waits in the queue, not in the request', async () => {
  const { order_no, order_id, payment_id, play } = await unpaid();
  await play({ play: 'pay_late', delay_seconds: '90' });
  expect((await moneyOf(order_no)).order.paymentStatus).toBe('UNPAID');
  const [job] = await database().$queryRaw<{ payload: unknown; wait: number }[]>`
    SELECT payload, extract(epoch FROM run_at - now())::float AS wait FROM graphile_worker._private_jobs
    WHERE key = ${`sandbox:${payment_id}`}`;
  expect(job?.wait).toBeGreaterThan(80);
  expect(job?.wait).toBeLessThan(91);
  const audit = { action: 'payments.play-sandbox', entityId: order_no };
  expect(await database().auditEntry.count({ where: audit })).toBe(1);

  await database().order.update({ where: { id: order_id }, data: { status: 'CANCELLED' } });
  await sendSandboxEvent(testCtx(), sendSandboxEventJob.payload.parse(job?.payload));
  expect((await moneyOf(order_no)).payments).toMatchObject([
    { status: 'COMPLETED', refunds: [{ kind: 'LATE' }] },
  ]);
});

test('when the answer does not get through, the payer is told and nothing is charged', async () => {
  const { order_no, play } = await unpaid();
  answers = 503;
  await expect(play({ play: 'pay' })).rejects.toMatchObject({ errorCode: 'PAYMENT_GATEWAY_ERROR' });
  expect((await moneyOf(order_no)).payments).toMatchObject([{ status: 'PENDING' }]);
});

test('when nobody is there to answer, that is said too', async () => {
  const { order_no, play } = await unpaid();
  server.close();
  server.closeAllConnections();
  await expect(play({ play: 'pay' })).rejects.toMatchObject({
    errorCode: 'PAYMENT_NETWORK_ERROR',
    httpStatus: 502,
  });
  expect((await moneyOf(order_no)).payments).toMatchObject([{ status: 'PENDING' }]);
});

test('a reference that nobody was given shows and pays nothing', async () => {
  const reference = 'x'.repeat(32);
  const played = playSandbox(payer(), { reference, play: 'pay', delay_seconds: 60 });
  await expect(played).rejects.toMatchObject({ errorCode: 'RESOURCE_NOT_FOUND' });
  expect(PlaySandboxInput.safeParse({ reference: '1', play: 'pay' }).success).toBe(false);
});

test('a provider cannot play its own payer', async () => {
  const order = await createUnpaidOrder();
  const ctx = testCtx({ kind: 'provider', provider: 'sandbox' });
  await expect(
    sendSandboxEvent(ctx, { payment_id: order.payment_id, kind: 'succeeded', again: false }),
  ).rejects.toMatchObject({
    errorCode: 'PERMISSION_DENIED',
  });
});
