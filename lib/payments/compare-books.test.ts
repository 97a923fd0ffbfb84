import { afterEach, beforeEach, expect, test } from 'vitest';
import { businessDay, DAY_MS } from '../clock';
import type { Ctx } from '../context';
import { database } from '../db';
import { PaymentNetworkError, PaymentTimeoutError } from '../errors';
import { atOnce, outcomes, testCtx, userCtx } from '../testing/database';
import { createUser, unique } from '../testing/factories';
import { createPaidOrder, createUnpaidOrder, deliver, notificationOf } from '../testing/payment-events';
import { compareBooks } from './compare-books';
import { compareYesterday } from './compare-yesterday';
import { getComparison } from './get-comparison';
import { getComparisonDays } from './get-comparison-days';
import { listComparisons } from './list-comparisons';
import { sandbox } from './providers/sandbox';
import type { Attempt, PaymentProvider, StatementLine } from './providers/provider';
import { requestComparison } from './request-comparison';

const REAL = { ...sandbox };
/** What the provider's books say, and what it says when it is asked for one payment or refund. */
let lines: StatementLine[];
let known: { payments: Map<number, string>; refunds: Set<number> };
/** A day of each test's own, on which nothing else has happened. */
let day: string;
let days = 0;
let noon: Date;
let admin: Ctx;

beforeEach(async () => {
  days += 3;
  day = new Date(Date.UTC(2001, 0, days)).toISOString().slice(0, 10);
  noon = new Date(`${day}T04:00:00Z`);
  lines = [];
  known = { payments: new Map(), refunds: new Set() };
  admin = userCtx(await createUser({ role: 'ADMIN' }));
  Object.assign(sandbox, {
    async *list(from, to) {
      yield* lines.filter(({ at }) => at >= from && at < to);
    },
    query: async ({ payment_id, order_no, currency }) => {
      const amount = known.payments.get(payment_id);
      if (amount === undefined) return { kind: 'unknown' };
      return { kind: 'succeeded', payment_id, order_no, currency, amount, transaction_id: 'told' };
    },
    queryRefund: async ({ refund_id }) =>
      known.refunds.has(refund_id)
        ? { status: 'succeeded', provider_refund_id: 'told' }
        : { status: 'unknown' },
  } satisfies Partial<PaymentProvider>);
});
afterEach(() => Object.assign(sandbox, { list: undefined }, REAL));

/** An order that was paid at noon of the day, and the line that its provider has of it. */
async function paid(inBooks = true) {
  const order = await createPaidOrder();
  const payment = await database().payment.update({
    where: { id: order.payment_id },
    data: { completedAt: noon },
  });
  await database().order.update({ where: { orderNo: order.order_no }, data: { paidAt: noon } });
  const line = lineOf(payment, order.order_no);
  if (inBooks) lines.push(line);
  return { ...order, line };
}

function lineOf(
  payment: { id: number; transactionId: string | null; amount: { toString(): string }; currency: string },
  order_no: string,
): StatementLine {
  return {
    kind: 'charge',
    transaction_id: payment.transactionId ?? '',
    of_transaction: null,
    order_no,
    payment_id: payment.id,
    amount: payment.amount.toString(),
    currency: payment.currency,
    at: noon,
  };
}

/** A refund that the provider has carried out, as carrying it out leaves everything behind. */
async function refunded(order: Awaited<ReturnType<typeof paid>>, amount: string, inBooks = true) {
  const whole = Number(amount) === Number(order.total_amount);
  const refund = await database().refund.create({
    data: {
      paymentId: order.payment_id,
      amount,
      kind: 'ORDER',
      reason: 'test',
      status: 'SUCCEEDED',
      idempotencyKey: unique('refund'),
      providerRefundId: unique('re'),
      finishedAt: noon,
    },
  });
  const status = whole ? 'REFUNDED' : 'COMPLETED';
  await database().payment.update({ where: { id: order.payment_id }, data: { status } });
  await database().order.update({
    where: { orderNo: order.order_no },
    data: { paymentStatus: whole ? 'REFUNDED' : 'PARTIALLY_REFUNDED' },
  });
  const line: StatementLine = {
    ...order.line,
    kind: 'refund',
    transaction_id: refund.providerRefundId!,
    of_transaction: order.line.transaction_id,
    amount,
  };
  if (inBooks) lines.push(line);
  return { ...refund, line };
}

async function compare(of = day) {
  const { run_id } = await requestComparison(admin, { day: of });
  const result = await compareBooks(testCtx(), { run_id });
  const run = await getComparison(admin, { id: run_id }, { limit: 200, cursor: undefined });
  return { result, run, found: run.found.items };
}

const alertsOf = (of: string) =>
  database().alert.findMany({ where: { key: of, rule: { startsWith: 'payments.' }, resolvedAt: null } });

test('finds nothing where both books say the same, and says how much it compared', async () => {
  const part = await paid();
  await refunded(part, '10.00');
  const whole = await paid();
  await refunded(whole, whole.total_amount);
  await paid();
  const { result, run, found } = await compare();
  expect(found).toEqual([]);
  expect(result).toBe('clean');
  expect(run).toMatchObject({
    status: 'clean',
    differences: 0,
    compared: { orders: 3, payments: 3, refunds: 2, lines: 5, asked: 0, not_asked: [] },
  });
  expect(await alertsOf(day)).toEqual([]);
  expect(await database().reconciliationLine.count({ where: { runId: run.id } })).toBe(0);
  const audits = await database().auditEntry.findMany({
    where: { entity: 'reconciliation_run', entityId: String(run.id) },
    orderBy: { id: 'asc' },
  });
  expect(audits.map(({ action }) => action)).toEqual([
    'payments.request-comparison',
    'payments.compare-books',
  ]);
});

const MADE: Record<string, () => Promise<unknown>> = {
  paid_order_without_payment: async () => {
    const order = await paid(false);
    await database().payment.update({
      where: { id: order.payment_id },
      data: { status: 'FAILED', completedAt: null, transactionId: null },
    });
  },
  payment_without_paid_order: async () => {
    const { order_no } = await paid();
    await database().order.update({
      where: { orderNo: order_no },
      data: { paymentStatus: 'UNPAID', paidAt: null },
    });
  },
  order_amount_differs: async () => {
    const { order_no } = await paid();
    await database().order.update({ where: { orderNo: order_no }, data: { totalAmount: '1.00' } });
  },
  refund_state_differs: async () => {
    const order = await paid();
    await refunded(order, '10.00');
    await database().order.update({ where: { orderNo: order.order_no }, data: { paymentStatus: 'PAID' } });
  },
  missing_at_provider: () => paid(false),
  missing_here: async () => {
    const { line } = await paid();
    lines.push({ ...line, transaction_id: unique('txn'), payment_id: null, order_no: null });
  },
  amount_differs: async () => {
    const { line } = await paid();
    line.amount = '1.00';
  },
  still_open: async () => {
    const { payment_id, order_no } = await createUnpaidOrder();
    const payment = await database().payment.findUniqueOrThrow({ where: { id: payment_id } });
    lines.push({ ...lineOf(payment, order_no), transaction_id: unique('txn') });
  },
  refund_missing_at_provider: async () => refunded(await paid(), '10.00', false),
  refund_missing_here: async () => {
    const order = await paid();
    lines.push({
      ...order.line,
      kind: 'refund',
      transaction_id: unique('re'),
      of_transaction: order.line.transaction_id,
    });
  },
  refund_amount_differs: async () => {
    const refund = await refunded(await paid(), '10.00');
    refund.line.amount = '9.00';
  },
};

test.each(Object.entries(MADE))('finds %s, and calls people until it is gone', async (kind, make) => {
  await paid();
  await make();
  const { result, run, found } = await compare();
  expect(found.map((difference) => difference.kind)).toEqual([kind]);
  expect(result).toBe('different');
  expect(run).toMatchObject({ status: 'different', differences: 1 });
  expect(await alertsOf(day)).toMatchObject([
    { rule: 'payments.differences', facts: { day, differences: 1, run_id: run.id } },
  ]);
});

test('an alert ends when the day was compared again and nothing differs', async () => {
  const { line } = await paid(false);
  await compare();
  expect(await alertsOf(day)).toHaveLength(1);
  lines.push(line);
  expect((await compare()).result).toBe('clean');
  expect(await alertsOf(day)).toEqual([]);
});

test('a charge of which we think that it failed is money we do not know of', async () => {
  const { payment_id, order_no } = await createUnpaidOrder();
  const payment = await database().payment.update({ where: { id: payment_id }, data: { status: 'FAILED' } });
  lines.push({ ...lineOf(payment, order_no), transaction_id: 'txn-lost' });
  const { found } = await compare();
  expect(found).toMatchObject([
    { kind: 'missing_here', order_no, payment_id, ours: { status: 'failed' }, theirs: { amount: '99.90' } },
  ]);
});

test('what the list of the day does not show is asked for before it counts as missing', async () => {
  const late = await paid(false);
  known.payments.set(late.payment_id, late.total_amount);
  const other = await paid(false);
  known.payments.set(other.payment_id, '1.00');
  const back = await refunded(await paid(), '10.00', false);
  known.refunds.add(back.id);
  const { run, found } = await compare();
  expect(found).toMatchObject([
    { kind: 'amount_differs', payment_id: other.payment_id, theirs: { amount: '1.00', currency: 'CNY' } },
  ]);
  expect(run.compared.asked).toBe(3);
});

test('one that gets no answer is asked again after the others; only one that never gets any breaks the comparison off', async () => {
  const orders = [await paid(false), await paid(false), await paid(false)];
  for (const { payment_id, total_amount } of orders) known.payments.set(payment_id, total_amount);
  const query = sandbox.query.bind(sandbox);
  const silent = (times: number) => {
    let left = times;
    Object.assign(sandbox, {
      query: (...asked: Parameters<typeof query>) =>
        asked[0].payment_id === orders[0]!.payment_id && (left -= 1) >= 0
          ? Promise.reject(new PaymentTimeoutError('no answer'))
          : query(...asked),
    });
  };
  silent(1);
  const { result, run } = await compare();
  expect(result).toBe('clean');
  expect(run.compared.asked).toBe(3);
  silent(2);
  expect((await compare()).result).toBe('failed');
});

test('a trade that its provider closed once it was given back whole is no difference', async () => {
  const whole = await paid(false);
  known.refunds.add((await refunded(whole, whole.total_amount, false)).id);
  const never = await paid(false);
  Object.assign(sandbox, {
    query: async ({ payment_id, order_no, amount, currency }: Attempt) => {
      return { kind: 'failed', payment_id, order_no, amount, currency, transaction_id: 'closed' };
    },
  });
  const { found } = await compare();
  expect(found).toMatchObject([
    { kind: 'missing_at_provider', payment_id: never.payment_id, theirs: { status: 'failed' } },
  ]);
});

test('a provider without books is asked for every payment', async () => {
  Object.assign(sandbox, { list: undefined });
  const good = await paid();
  known.payments.set(good.payment_id, good.total_amount);
  const gone = await paid();
  const { found } = await compare();
  expect(found).toMatchObject([
    { kind: 'missing_at_provider', payment_id: gone.payment_id, theirs: { status: 'unknown' } },
  ]);
});

test('a line beside midnight belongs to its own day, and fits a payment of the other', async () => {
  const { line } = await paid();
  line.at = new Date(noon.getTime() + DAY_MS / 2 + 30 * 60_000);
  expect((await compare()).found).toEqual([]);
});

test('days are those of the business: both ends of one are looked at, and no more', async () => {
  const [first, last, outside] = [await paid(false), await paid(false), await paid(false)];
  // Asia/Shanghai is eight hours ahead.
  const at = (time: string) => new Date(`${day}T${time}Z`);
  const move = (id: number, completedAt: Date) =>
    database().payment.update({ where: { id }, data: { completedAt } });
  await move(first.payment_id, new Date(at('16:00:00.000').getTime() - DAY_MS));
  await move(last.payment_id, at('15:59:59.999'));
  await move(outside.payment_id, at('16:00:00.000'));
  const { found } = await compare();
  expect(new Set(found.map(({ payment_id }) => payment_id))).toEqual(
    new Set([first.payment_id, last.payment_id]),
  );
});

test('a comparison that could not be completed says so, leaves no lines behind, and is clean the next time', async () => {
  const { line } = await paid();
  const { list } = Object.fromEntries(Object.entries(sandbox));
  Object.assign(sandbox, {
    // oxlint-disable-next-line require-yield -- it breaks off first
    async *list() {
      throw new PaymentNetworkError('hung up');
    },
  });
  const { result, run } = await compare();
  expect(result).toBe('failed');
  expect(run).toMatchObject({ status: 'failed', error_code: 'PAYMENT_NETWORK_ERROR' });
  expect(await alertsOf(day)).toMatchObject([{ rule: 'payments.comparison_failed' }]);
  Object.assign(sandbox, { list });
  expect(line.at).toEqual(noon);
  expect((await compare()).result).toBe('clean');
  expect(await alertsOf(day)).toEqual([]);
});

test('a run that was broken off begins anew; one that has ended is left alone', async () => {
  await paid(false);
  const { run_id } = await requestComparison(admin, { day });
  await database().reconciliationLine.create({
    data: {
      runId: run_id,
      provider: 'sandbox',
      kind: 'charge',
      transactionId: 'x',
      amount: '1',
      currency: 'CNY',
      at: noon,
    },
  });
  expect(await compareBooks(testCtx(), { run_id })).toBe('different');
  expect(await compareBooks(testCtx(), { run_id })).toBe('left-alone');
  const { found } = await getComparison(admin, { id: run_id }, { limit: 200, cursor: undefined });
  expect(found.items.map(({ kind }) => kind)).toEqual(['missing_at_provider']);
});

test('a run in whose place there is another one calls nobody, whatever becomes of it', async () => {
  await paid();
  const { list } = Object.fromEntries(Object.entries(sandbox));
  const { run_id } = await requestComparison(admin, { day });
  Object.assign(sandbox, {
    // oxlint-disable-next-line require-yield -- it breaks off first
    async *list() {
      await database().reconciliationRun.update({ where: { id: run_id }, data: { status: 'FAILED' } });
      throw new PaymentNetworkError('hung up');
    },
  });
  expect(await compareBooks(testCtx(), { run_id })).toBe('left-alone');
  Object.assign(sandbox, { list });
  expect(await alertsOf(day)).toEqual([]);
});

test('one run of a day is at work at a time', async () => {
  const asked = outcomes(await atOnce(6, () => requestComparison(admin, { day })));
  expect(asked.values).toHaveLength(1);
  expect(asked.errors).toHaveLength(5);
  for (const error of asked.errors)
    expect(error).toMatchObject({ errorCode: 'COMPARISON_RUNNING', httpStatus: 409 });
  const jobs = await database().$queryRaw<object[]>`
    SELECT key FROM graphile_worker.jobs WHERE key = ${`compare-books:${asked.values[0]?.run_id}`}`;
  expect(jobs).toHaveLength(1);
  // Of a run that nobody is at work on any more, nobody waits.
  await database().reconciliationRun.updateMany({
    where: { id: asked.values[0]!.run_id },
    data: { startedAt: new Date(Date.now() - 2 * 3_600_000) },
  });
  const { run_id } = await requestComparison(admin, { day });
  const { items } = await listComparisons(admin, { day, limit: 50, cursor: undefined });
  expect(items.map(({ id, status }) => ({ id, status }))).toEqual([
    { id: run_id, status: 'running' },
    { id: asked.values[0]!.run_id, status: 'failed' },
  ]);
});

test('a day that has not begun is not compared, nor by whoever may not', async () => {
  const tomorrow = new Date(Date.now() + 2 * DAY_MS).toISOString().slice(0, 10);
  await expect(requestComparison(admin, { day: tomorrow })).rejects.toMatchObject({
    errorCode: 'VALIDATION_ERROR',
  });
  const operator = userCtx(await createUser({ role: 'OPERATOR' }));
  await expect(requestComparison(operator, { day })).rejects.toMatchObject({
    errorCode: 'PERMISSION_DENIED',
  });
  const distributor = userCtx(await createUser({ role: 'DISTRIBUTOR' }));
  await expect(listComparisons(distributor, { limit: 5, cursor: undefined })).rejects.toMatchObject({
    errorCode: 'PERMISSION_DENIED',
  });
  await expect(compareBooks(admin, { run_id: 1 })).rejects.toMatchObject({ errorCode: 'PERMISSION_DENIED' });
  await expect(
    getComparison(admin, { id: 2_000_000_000 }, { limit: 5, cursor: undefined }),
  ).rejects.toMatchObject({
    errorCode: 'RESOURCE_NOT_FOUND',
  });
});

test('the clock has the day that ended compared once, and again only when that could not be completed', async () => {
  const yesterday = businessDay(new Date(Date.now() - 2 * 3_600_000 - DAY_MS));
  await database().reconciliationRun.deleteMany({ where: { day: new Date(yesterday) } });
  const first = await compareYesterday(testCtx());
  expect(first.run_id).not.toBeNull();
  expect(await compareYesterday(testCtx())).toEqual({ run_id: null });
  await database().reconciliationRun.update({ where: { id: first.run_id! }, data: { status: 'FAILED' } });
  const again = await compareYesterday(testCtx());
  expect(again.run_id).toBeGreaterThan(first.run_id!);
  await database().reconciliationRun.update({
    where: { id: again.run_id! },
    data: { status: 'DIFFERENT', differences: 3 },
  });
  expect(await compareYesterday(testCtx())).toEqual({ run_id: null });
  const days = await getComparisonDays(admin);
  expect(days).toHaveLength(30);
  expect(days.at(-1)?.date).toBe(businessDay());
  expect(days.find(({ date }) => date === yesterday)).toEqual({
    date: yesterday,
    run_id: again.run_id,
    status: 'different',
    differences: 3,
  });
});

test('callbacks that come at once, repeated and out of order, leave books that say the same', async () => {
  const orders = await Promise.all(Array.from({ length: 6 }, () => createUnpaidOrder()));
  const told = orders.flatMap((order) => {
    const sent = notificationOf(order);
    return [sent, sent, sent];
  });
  await atOnce(told.length, (at) => deliver(told[at]!));
  for (const { order_no, payment_id } of orders) {
    const payment = await database().payment.update({
      where: { id: payment_id },
      data: { completedAt: noon },
    });
    await database().order.update({ where: { orderNo: order_no }, data: { paidAt: noon } });
    lines.push(lineOf(payment, order_no));
  }
  const { run, found } = await compare();
  expect(found).toEqual([]);
  expect(run.compared).toMatchObject({ orders: 6, payments: 6 });
});
