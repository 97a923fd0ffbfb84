import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { runOnce, type TaskList } from 'graphile-worker';
import { afterEach, describe, expect, test } from 'vitest';
import { cancelSaga } from '../codes/cancel-saga';
import { chargeSaga } from '../codes/charge-saga';
import { issueCodesJob } from '../codes/jobs';
import { startCharge } from '../codes/start-charge';
import { startCancelSaga } from '../codes/start-cancel-saga';
import { wakeCharges } from '../codes/wake-charges';
import { database } from '../db';
import {
  OrderNotFoundError,
  PermissionDeniedError,
  SecondPersonNeededError,
  UnauthenticatedError,
} from '../errors';
import { turnBackSaga } from '../monitoring/turn-back-saga';
import { expectDataClean } from '../monitoring/verify-data';
import { cancelOrder } from '../orders/cancel-order';
import { approveRefund } from '../payments/approve-refund';
import { reconcilePayment } from '../payments/reconcile-payment';
import { rejectRefund } from '../payments/reject-refund';
import { requestRefund } from '../payments/request-refund';
import { recordAttempt } from '../payments/record-attempt';
import { runSaga } from '../run-saga';
import { atOnce, outcomes, publicCtx, testCtx, userCtx } from '../testing/database';
import type { Death } from '../testing/die-in-saga';
import { createDistributor, createUser } from '../testing/factories';
import { gateway, type GatewayFault } from '../testing/gateway-server';
import { createPaidOrder, createUnpaidOrder } from '../testing/payment-events';
import { queueLogger } from './queue-logger';
import { bindings, tasks } from './registry';
import { taskList } from './task-list';

const LIST = taskList(bindings, tasks, []);
const without = (...names: string[]) =>
  Object.fromEntries(Object.entries(LIST).filter(([task]) => !names.includes(task)));
const OTHERS = without(chargeSaga.job.name, cancelSaga.job.name);
/** The same while codes cannot be issued. */
const NOT_ISSUING = without(chargeSaga.job.name, cancelSaga.job.name, issueCodesJob.name);
const CHARGE = { kind: chargeSaga.job.name, back: false };
const PLAN = { codeCount: 20, price: '9.90' };

afterEach(async () => {
  gateway.faults.length = 0;
  gateway.isDead = false;
  await database().circuitBreaker.deleteMany();
});

/** A worker does all there is to do, without waiting for what was put off. */
async function work(rounds = 25) {
  for (let round = 0; round < rounds; round += 1) {
    const due = await database().$executeRaw`
      UPDATE graphile_worker._private_jobs SET run_at = now(), locked_at = NULL, locked_by = NULL WHERE attempts < max_attempts`;
    if (due === 0) return;
    await workOn(LIST);
  }
}

/** A worker does what is due of these tasks. */
async function workOn(taskList: TaskList) {
  await database().$executeRaw`
    UPDATE graphile_worker._private_jobs SET run_at = now() WHERE attempts < max_attempts AND locked_at IS NULL`;
  await runOnce({
    connectionString: process.env.DATABASE_URL,
    taskList,
    noHandleSignals: true,
    logger: queueLogger,
  });
}

const sagasOf = (order_no: string) =>
  database().saga.findMany({
    where: { subject: order_no },
    orderBy: { id: 'asc' },
    include: { steps: { orderBy: { seq: 'asc' } } },
  });

async function standingOf(order_no: string) {
  const order = await database().order.findUniqueOrThrow({
    where: { orderNo: order_no },
    include: { payments: { orderBy: { id: 'asc' }, include: { refunds: true } }, codes: true },
  });
  const books = await database().sandboxTransaction.findMany({
    where: { orderNo: order_no, status: 'succeeded' },
  });
  const sagas = await sagasOf(order_no);
  return {
    status: order.status,
    payment_status: order.paymentStatus,
    payments: order.payments.map(({ status }) => status),
    codes: order.codes.filter(({ isActive }) => isActive).length,
    charged: books.filter(({ kind }) => kind === 'charge').length,
    given_back: books.filter(({ kind }) => kind === 'refund').length,
    sagas: sagas.map(({ status }) => status),
  };
}

const CARRIED_OUT = {
  status: 'COMPLETED',
  payment_status: 'PAID',
  payments: ['COMPLETED'],
  codes: 20,
  charged: 1,
  given_back: 0,
  sagas: ['DONE'],
};
/** Cancelled, with the saga that cancelling begins. */
const UNDONE = {
  status: 'CANCELLED',
  payment_status: 'REFUNDED',
  payments: ['REFUNDED'],
  codes: 0,
  charged: 1,
  given_back: 1,
};

/** An order that nobody has begun to pay. */
async function createOrder(plan = PLAN) {
  const order = await createUnpaidOrder(plan);
  await database().payment.deleteMany({ where: { orderId: order.order_id } });
  return order;
}

async function charged(card: string, plan = PLAN) {
  const order = await createOrder(plan);
  const started = await startCharge(userCtx(order.buyer), { order_no: order.order_no, card });
  return { ...order, ...started };
}

test('a card is charged and the codes are there', async () => {
  const { order_no, saga_id } = await charged('card_ok');
  await work();
  expect(await standingOf(order_no)).toEqual(CARRIED_OUT);
  const [saga] = await sagasOf(order_no);
  expect(saga!.steps.map(({ name, output }) => [name, output])).toMatchObject([
    ['order', null],
    ['charge', { transaction_id: expect.any(String) as string }],
    ['confirm', { status: 'CONFIRMED' }],
    ['issue', { issued: 20 }],
  ]);
  const audits = await database().auditEntry.findMany({
    where: { action: 'codes.start-charge', entityId: order_no },
  });
  expect(audits).toMatchObject([{ after: { saga_id } }]);
  await expectDataClean(testCtx());
});

test('a refused card leaves the order open, and another one pays it', async () => {
  const order = await charged('card_declined');
  await work();
  expect(await standingOf(order.order_no)).toMatchObject({
    status: 'PENDING',
    payment_status: 'UNPAID',
    payments: ['FAILED'],
    charged: 0,
    sagas: ['COMPENSATED'],
  });
  await startCharge(userCtx(order.buyer), { order_no: order.order_no, card: 'card_ok' });
  await work();
  expect(await standingOf(order.order_no)).toEqual({
    ...CARRIED_OUT,
    payments: ['FAILED', 'COMPLETED'],
    sagas: ['COMPENSATED', 'DONE'],
  });
  await expectDataClean(testCtx());
});

test.each(['hangs_up', 'hangs_up_after', 'fails_after', 'refuses'] satisfies GatewayFault[])(
  'a gateway that %s charges once in the end',
  async (fault) => {
    gateway.faults.push(fault, fault, fault, fault);
    const { order_no } = await charged('card_ok');
    await work();
    expect(await standingOf(order_no)).toEqual(CARRIED_OUT);
    await expectDataClean(testCtx());
  },
);

test('of a gateway that is away nobody is told that it refused; when it is back the order is carried out', async () => {
  gateway.isDead = true;
  const { order_no } = await charged('card_ok');
  await work(2);
  expect(await standingOf(order_no)).toMatchObject({
    payments: ['TIMEOUT'],
    status: 'PENDING',
    sagas: ['RUNNING'],
  });
  gateway.isDead = false;
  await database().$executeRaw`UPDATE circuit_breakers SET opened_at = now() - interval '1 minute'`;
  await work();
  expect(await standingOf(order_no)).toEqual(CARRIED_OUT);
});

test('for an order that was cancelled before nothing is charged', async () => {
  const order = await charged('card_ok');
  await cancelOrder(userCtx(order.buyer), { order_no: order.order_no, reason: 'BUYER' });
  await work();
  expect(await standingOf(order.order_no)).toMatchObject({
    status: 'CANCELLED',
    charged: 0,
    codes: 0,
    sagas: ['COMPENSATED'],
  });
});

/** A process of its own carries the saga on until this point, and is killed there. */
async function dieIn(death: Death) {
  const args = ['--import', 'tsx', 'lib/testing/die-in-saga.ts', JSON.stringify(death)];
  const child = spawn(process.execPath, args, { env: process.env, stdio: ['ignore', 'ignore', 'inherit'] });
  const exit = once(child, 'exit') as Promise<[code: number | null, signal: string | null]>;
  // Other workers live on, and do what the work of a step may wait for.
  const others = death.back ? NOT_ISSUING : OTHERS;
  while (death.when === 'after' && child.exitCode === null && child.signalCode === null)
    await Promise.race([exit, sleep(100).then(() => workOn(others))]);
  expect((await exit)[1]).toBe('SIGKILL');
}

describe('whoever dies between claiming a step and noting its end is followed by another', () => {
  const moments = ['before', 'after'] as const;
  const boundaries = (names: string[]) =>
    names.flatMap((name) => moments.map((when) => [name, when] as const));

  test.each(boundaries(['order', 'charge', 'confirm', 'issue']))(
    'charging: %s, %s its work',
    async (name, when) => {
      const { order_no, saga_id } = await charged('card_ok');
      await dieIn({ ...CHARGE, saga_id, step: name, when });
      await work();
      expect(await standingOf(order_no)).toEqual(CARRIED_OUT);
      await expectDataClean(testCtx());
    },
  );

  test.each(boundaries(['charge', 'confirm']))('undoing a charge: %s, %s its work', async (name, when) => {
    const { order_no, saga_id } = await charged('card_ok');
    await dieIn({ ...CHARGE, saga_id, step: 'issue', when: 'before' });
    await turnBackSaga(userCtx(await createUser({ role: 'ADMIN' })), { id: saga_id });
    await dieIn({ ...CHARGE, saga_id, step: name, when, back: true });
    await work();
    expect(await standingOf(order_no)).toEqual({ ...UNDONE, sagas: ['COMPENSATED', 'DONE'] });
    await expectDataClean(testCtx());
  });

  test.each(boundaries(['cancel', 'stop_codes', 'refund']))(
    'giving back: %s, %s its work',
    async (name, when) => {
      const { order_no, order_id } = await paidOrder();
      await cancelOrder(userCtx(await createUser({ role: 'ADMIN' })), {
        order_no,
        reason: 'no longer wanted',
      });
      const { saga_id } = await startCancelSaga(testCtx(), { order_no, order_id });
      await dieIn({ kind: cancelSaga.job.name, saga_id, step: name, when, back: false });
      await work();
      expect(await standingOf(order_no)).toEqual({ ...UNDONE, sagas: ['DONE'] });
      await expectDataClean(testCtx());
    },
  );
});

/** Paid on the provider's page, as its gateway knows. */
async function paidOrder() {
  const order = await createPaidOrder(PLAN);
  const payment = await database().payment.findFirstOrThrow({
    where: { orderId: order.order_id, status: 'COMPLETED' },
  });
  await database().$executeRaw`
    INSERT INTO sandbox_transactions (kind, transaction_id, idempotency_key, order_no, payment_id, amount, currency, status)
    VALUES ('charge', ${payment.transactionId}, ${payment.idempotencyKey}, ${order.order_no}, ${payment.id}, ${payment.amount},
      ${payment.currency}, 'succeeded')
    ON CONFLICT (idempotency_key) DO UPDATE SET status = 'succeeded', transaction_id = EXCLUDED.transaction_id`;
  return order;
}

test('cancelling a paid order gives back what was paid, once however often its fact is told', async () => {
  const { order_no, order_id } = await paidOrder();
  await work();
  await cancelOrderPaid(order_no);
  await atOnce(4, () => startCancelSaga(testCtx(), { order_no, order_id }));
  await work();
  await startCancelSaga(testCtx(), { order_no, order_id });
  await work();
  expect(await standingOf(order_no)).toMatchObject({
    given_back: 1,
    payments: ['REFUNDED'],
    sagas: ['DONE'],
  });
  await expectDataClean(testCtx());
});

/** A large order that was cancelled; its process waits for a second person to agree. */
async function cancelledLarge() {
  const order = await createPaidOrder({ ...PLAN, price: '20000.00' });
  await work();
  await cancelOrderPaid(order.order_no);
  await work(3);
  expect((await sagasOf(order.order_no)).map(({ status }) => status)).toEqual(['RUNNING']);
  const refund = await database().refund.findFirstOrThrow({
    where: { payment: { orderId: order.order_id } },
  });
  expect(refund.status).toBe('AWAITING_APPROVAL');
  return { ...order, refund_id: refund.id };
}

test('whoever says no to the refund of a cancelled order has ended its process', async () => {
  const { order_no, refund_id } = await cancelledLarge();
  await rejectRefund(userCtx(await createUser({ role: 'ADMIN' })), { refund_id, reason: 'used already' });
  await work(3);
  expect(await standingOf(order_no)).toMatchObject({
    status: 'CANCELLED',
    payment_status: 'PAID',
    given_back: 0,
    sagas: ['DONE'],
  });
  const [saga] = await sagasOf(order_no);
  expect(saga?.steps.at(-1)).toMatchObject({ name: 'refund', output: { refund_id, rejected: true } });
  await expectDataClean(testCtx());
});

test('a refund that its provider refused is waited for; another one in its place ends the process', async () => {
  const { order_no, order_id, payment_id } = await paidOrder();
  await work();
  // Of a charge that failed by its gateway's books nothing is given back.
  const books = (status: string) =>
    database().sandboxTransaction.updateMany({
      where: { orderNo: order_no, kind: 'charge' },
      data: { status },
    });
  await books('failed');
  await cancelOrderPaid(order_no);
  await work(4);
  const refused = await database().refund.findFirstOrThrow({ where: { payment: { orderId: order_id } } });
  expect(refused).toMatchObject({ status: 'FAILED', finishedAt: expect.any(Date) as Date });
  expect((await sagasOf(order_no)).map(({ status }) => status)).toEqual(['RUNNING']);
  await books('succeeded');
  await requestRefund(userCtx(await createUser({ role: 'ADMIN' })), { payment_id, reason: 'once more' });
  await work();
  expect(await standingOf(order_no)).toMatchObject({
    payments: ['REFUNDED'],
    given_back: 1,
    sagas: ['DONE'],
  });
  await expectDataClean(testCtx());
});

async function cancelOrderPaid(order_no: string) {
  // Its codes are still being issued.
  await database().order.update({
    where: { orderNo: order_no },
    data: { status: 'CONFIRMED', fulfillmentStatus: 'PROCESSING' },
  });
  await cancelOrder(userCtx(await createUser({ role: 'ADMIN' })), { order_no, reason: 'no longer wanted' });
}

/** A charge that its card breaks until a person is called. */
async function stuckCharge() {
  const order = await charged('card_error');
  await work();
  expect(await standingOf(order.order_no)).toMatchObject({ payments: ['TIMEOUT'], sagas: ['STUCK'] });
  return order;
}

/** Nothing of the calls so far can be on its way any more. */
async function decide({ payment_id }: { payment_id: number }) {
  await database().$executeRaw`
    UPDATE payments SET created_at = created_at - interval '1 hour', called_at = called_at - interval '1 hour', ask_at = NULL
    WHERE id = ${payment_id}`;
  await reconcilePayment(testCtx(), { payment_id });
}

test('a charge that waits for a person ends by itself once its provider has said what became of it', async () => {
  const stuck = await stuckCharge();
  expect(await wakeCharges(testCtx())).toEqual({ woken: 0 });
  await decide(stuck);
  expect(await wakeCharges(testCtx())).toEqual({ woken: 1 });
  await work();
  expect(await standingOf(stuck.order_no)).toMatchObject({ payments: ['FAILED'], sagas: ['COMPENSATED'] });
  expect(
    await database().alert.count({
      where: { rule: 'sagas.stuck', key: String(stuck.saga_id), resolvedAt: null },
    }),
  ).toBe(0);
  expect(await wakeCharges(testCtx())).toEqual({ woken: 0 });
  await expectDataClean(testCtx());
});

const NO_CODES = without(issueCodesJob.name);

test('a charge that is told of only after its process was turned back is undone, its order cancelled', async () => {
  gateway.faults.push('fails_after');
  const order = await charged('card_ok');
  expect(await runSaga(testCtx(), chargeSaga, order.saga_id)).toBe('waiting');
  expect(await standingOf(order.order_no)).toMatchObject({ payments: ['TIMEOUT'], charged: 1 });
  await turnBackSaga(userCtx(await createUser({ role: 'ADMIN' })), { id: order.saga_id });
  await decide(order);
  expect(await standingOf(order.order_no)).toMatchObject({ status: 'CONFIRMED', payments: ['COMPLETED'] });
  for (let round = 0; round < 4; round += 1) await workOn(NO_CODES);
  await work();
  expect(await standingOf(order.order_no)).toEqual({ ...UNDONE, sagas: ['COMPENSATED', 'DONE'] });
  await expectDataClean(testCtx());
});

test('whoever has a large charge undone needs somebody else to agree; a no keeps it', async () => {
  const { order_no, saga_id } = await charged('card_ok', { ...PLAN, price: '20000.00' });
  for (let round = 0; round < 2; round += 1) await workOn(NO_CODES);
  const turner = await createUser({ role: 'ADMIN' });
  await turnBackSaga(userCtx(turner), { id: saga_id });
  for (let round = 0; round < 3; round += 1) await workOn(NO_CODES);
  const refund = await database().refund.findFirstOrThrow({
    where: { payment: { order: { orderNo: order_no } } },
  });
  expect(refund).toMatchObject({ status: 'AWAITING_APPROVAL', requestedBy: turner.id });
  const approved = approveRefund(userCtx(turner), { refund_id: refund.id });
  await expect(approved).rejects.toThrow(SecondPersonNeededError);
  await rejectRefund(userCtx(await createUser({ role: 'ADMIN' })), {
    refund_id: refund.id,
    reason: 'it stays',
  });
  await work();
  expect(await standingOf(order_no)).toMatchObject({
    status: 'CANCELLED',
    payment_status: 'PAID',
    given_back: 0,
    sagas: ['COMPENSATED', 'DONE'],
  });
  await expectDataClean(testCtx());
});

test('the next charge of an order has a process of its own, also while that of a failed one waits for a person', async () => {
  const stuck = await stuckCharge();
  await decide(stuck);
  const next = await startCharge(userCtx(stuck.buyer), { order_no: stuck.order_no, card: 'card_ok' });
  expect(next.saga_id).not.toBe(stuck.saga_id);
  const audits = await database().auditEntry.findMany({
    where: { action: 'codes.start-charge', entityId: stuck.order_no },
    orderBy: { id: 'desc' },
  });
  expect(audits[0]).toMatchObject({ after: { saga_id: next.saga_id, ended_sagas: [stuck.saga_id] } });
  await work();
  expect(await standingOf(stuck.order_no)).toEqual({
    ...CARRIED_OUT,
    payments: ['FAILED', 'COMPLETED'],
    sagas: ['COMPENSATED', 'DONE'],
  });
  await expectDataClean(testCtx());
});

test('a charge begun several times at once is one charge', async () => {
  const order = await createOrder();
  const begin = () => startCharge(userCtx(order.buyer), { order_no: order.order_no, card: 'card_ok' });
  const { values, errors } = outcomes(await atOnce(6, begin));
  expect(errors).toEqual([]);
  expect(new Set(values.map(({ saga_id, payment_id }) => `${saga_id}/${payment_id}`)).size).toBe(1);
  await work();
  expect(await standingOf(order.order_no)).toEqual(CARRIED_OUT);
});

test('nobody charges a card for an order of somebody else', async () => {
  const { order_no } = await createOrder();
  const other = userCtx(await createDistributor());
  await expect(startCharge(other, { order_no, card: 'card_ok' })).rejects.toThrow(OrderNotFoundError);
  await expect(startCharge(testCtx(), { order_no, card: 'card_ok' })).rejects.toThrow(PermissionDeniedError);
  await expect(startCharge(publicCtx(), { order_no, card: 'card_ok' })).rejects.toThrow(UnauthenticatedError);
  expect(await sagasOf(order_no)).toEqual([]);
  expect(
    await recordAttempt(testCtx({ kind: 'system', task: 'test' }), { order_no }).catch(
      (error: unknown) => error,
    ),
  ).toBeInstanceOf(PermissionDeniedError);
});
