import { afterEach, beforeEach, expect, test } from 'vitest';
import { businessDay, DAY_MS } from '../clock';
import { failIssue } from '../codes/fail-issue';
import { issueCodes } from '../codes/issue-codes';
import { database } from '../db';
import { PermissionDeniedError, UnauthenticatedError } from '../errors';
import type { Ctx } from '../context';
import { rebuildCounters } from '../monitoring/rebuild-counters';
import { verifyData } from '../monitoring/verify-data';
import { publicCtx, testCtx, userCtx } from '../testing/database';
import { createDistributor, createUser } from '../testing/factories';
import { createPaidOrder, createUnpaidOrder } from '../testing/payment-events';
import { closeDays } from './close-days';
import { getOrderFigures } from './get-order-figures';

// A zone in which today is another day than in Greenwich, whatever the hour.
process.env.BUSINESS_TIME_ZONE = new Date().getUTCHours() >= 11 ? 'Pacific/Kiritimati' : 'Etc/GMT+12';

const dayBefore = (days: number) => businessDay(new Date(Date.now() - days * DAY_MS));
const ago = (days: number) => new Date(Date.now() - days * DAY_MS);

let admin: Ctx;
beforeEach(async () => {
  await emptyTheBooks();
  admin = userCtx(await createUser({ role: 'ADMIN' }));
});
afterEach(emptyTheBooks);

/** Orders of other tests are as old as the hills, and no day is closed. */
async function emptyTheBooks() {
  await database().orderDay.deleteMany();
  await database().eventDay.deleteMany();
  const longAgo = new Date('2001-01-01');
  await database().order.updateMany({ data: { createdAt: longAgo } });
  await database().order.updateMany({ where: { paidAt: { not: null } }, data: { paidAt: longAgo } });
}

/** An order that was placed and paid that many days ago. */
async function paid(days: number, plan: { price?: string; currency?: string } = {}) {
  const order = await createPaidOrder(plan);
  const at = ago(days);
  await database().order.update({ where: { id: order.order_id }, data: { createdAt: at, paidAt: at } });
  return order;
}

const issue = ({ order_id }: { order_id: number }) => issueCodes(testCtx(), { order_id });

test('a period without orders is all nothing, day by day, and names no currency', async () => {
  expect(await getOrderFigures(admin, { days: 3 })).toEqual({
    dates: [dayBefore(2), dayBefore(1), dayBefore(0)],
    placed: { now: 0, before: 0, days: [0, 0, 0] },
    paid: { now: 0, before: 0, days: [0, 0, 0] },
    revenue: [],
    issues: {
      now: { issued: 0, failed: 0 },
      before: { issued: 0, failed: 0 },
      days: Array(3).fill({ issued: 0, failed: 0 }),
    },
  });
});

test('orders count on the business day on which they were placed, and money on the one on which it came', async () => {
  expect(dayBefore(0)).not.toBe(new Date().toISOString().slice(0, 10));
  await createUnpaidOrder();
  const late = await paid(0, { price: '0.10' });
  await database().order.update({ where: { id: late.order_id }, data: { createdAt: ago(2) } });
  await paid(1, { price: '0.20' });
  await paid(3, { price: '7.00' });
  await paid(6, { price: '99.00' });
  const figures = await getOrderFigures(admin, { days: 3 });
  expect(figures.placed).toEqual({ now: 3, before: 1, days: [1, 1, 1] });
  expect(figures.paid).toEqual({ now: 2, before: 1, days: [0, 1, 1] });
  expect(figures.revenue).toEqual([
    { currency: 'CNY', now: '0.30', before: '7.00', days: ['0.00', '0.20', '0.10'] },
  ]);
});

test('a day begins and ends at midnight of the business', async () => {
  const [bounds] = await database().$queryRaw<{ begins: Date }[]>`
    SELECT ${dayBefore(1)}::timestamp AT TIME ZONE ${process.env.BUSINESS_TIME_ZONE} AS begins`;
  const begins = bounds!.begins.getTime();
  for (const moment of [begins - 1, begins, begins + DAY_MS - 1]) {
    const { order_id } = await paid(0);
    const at = new Date(moment);
    await database().order.update({ where: { id: order_id }, data: { createdAt: at, paidAt: at } });
  }
  const { placed, paid: paidOrders } = await getOrderFigures(admin, { days: 2 });
  expect(placed).toEqual({ now: 2, before: 1, days: [2, 0] });
  expect(paidOrders).toEqual(placed);
});

test('currencies stay apart', async () => {
  await paid(0, { price: '10.00' });
  await paid(0, { price: '10.01' });
  await paid(0, { price: '1.00', currency: 'ZAR' });
  await paid(1, { price: '1.00', currency: 'ZAR' });
  await paid(0, { price: '1.00', currency: 'ZAR' });
  await paid(0, { price: '3.00', currency: 'USD' });
  await paid(1, { price: '5.00', currency: 'EUR' });
  const { revenue, paid: orders } = await getOrderFigures(admin, { days: 1 });
  expect(orders.now).toBe(5);
  expect(revenue).toEqual([
    { currency: 'ZAR', now: '2.00', before: '1.00', days: ['2.00'] },
    { currency: 'CNY', now: '20.01', before: '0.00', days: ['20.01'] },
    { currency: 'EUR', now: '0.00', before: '5.00', days: ['0.00'] },
    { currency: 'USD', now: '3.00', before: '0.00', days: ['3.00'] },
  ]);
});

test('an issue is a success when the codes are there and a failure until somebody mends it', async () => {
  await issue(await paid(0));
  await paid(0);
  const failed = await paid(0);
  await failIssue(testCtx(), failed.order_id, new Error('disk full'), 'final');
  await issue(await paid(1));
  const figures = await getOrderFigures(admin, { days: 1 });
  expect(figures.issues).toEqual({
    now: { issued: 1, failed: 1 },
    before: { issued: 1, failed: 0 },
    days: [{ issued: 1, failed: 1 }],
  });
  expect(figures.paid.now).toBe(3);
});

test('a closed day says what the orders said, and what happens to them later', async () => {
  await paid(0);
  await paid(2, { price: '2.00' });
  await issue(await paid(3, { price: '3.00', currency: 'USD' }));
  await paid(3, { price: '3.00' });
  const waits = await paid(7, { price: '7.00' });
  const open = await getOrderFigures(admin, { days: 5 });
  const closed = await closeDays(testCtx());
  expect(closed.orders).toBeGreaterThanOrEqual(3);
  const rows = await database().orderDay.findMany({
    where: { day: { gt: ago(20) } },
    orderBy: [{ day: 'asc' }, { currency: 'asc' }],
  });
  expect(
    rows.map(({ day, currency, paid: count }) => [day.toISOString().slice(0, 10), currency, count]),
  ).toEqual([
    [dayBefore(7), 'CNY', 1],
    [dayBefore(3), 'CNY', 1],
    [dayBefore(3), 'USD', 1],
  ]);
  expect(await getOrderFigures(admin, { days: 5 })).toEqual(open);
  await issue(waits);
  expect((await getOrderFigures(admin, { days: 5 })).issues.before).toEqual({ issued: 1, failed: 0 });
  expect(await closeDays(testCtx())).toEqual({ orders: 0, events: 0 });
});

test('closed days that are not right are found, and corrected', async () => {
  const order = await paid(5, { price: '5.00' });
  await closeDays(testCtx());
  const before = await getOrderFigures(admin, { days: 7 });
  const breaches = async () =>
    (await verifyData(testCtx())).map(({ name }) => name).filter((name) => name.startsWith('closed'));
  expect(await breaches()).toEqual([]);
  await database().orderDay.updateMany({ data: { paid: 8, revenue: '1.00' } });
  await database().eventDay.create({ data: { day: ago(4), outcome: 'SETTLED', events: 7 } });
  expect(await breaches()).toEqual(['closed_days_of_orders', 'closed_days_of_events']);
  expect((await rebuildCounters(testCtx())).closed_days).toBeGreaterThanOrEqual(2);
  expect(await breaches()).toEqual([]);
  expect(await getOrderFigures(admin, { days: 7 })).toEqual(before);
  // As demo data does that is moved back in time.
  await database().order.update({
    where: { id: order.order_id },
    data: { createdAt: ago(6), paidAt: ago(6) },
  });
  expect(await breaches()).toEqual(['closed_days_of_orders']);
  await rebuildCounters(testCtx());
  expect((await getOrderFigures(admin, { days: 7 })).paid.days).toEqual([1, 0, 0, 0, 0, 0, 0]);
});

test('days that were closed too early are open again', async () => {
  await paid(1, { price: '5.00' });
  await closeDays(testCtx());
  const before = await getOrderFigures(admin, { days: 7 });
  for (const day of [ago(1), ago(0)]) {
    const said = { placed: 9, paid: 9, paidCodes: 9, revenue: '9.00' };
    await database().orderDay.create({ data: { day, currency: 'CNY', ...said } });
    await database().eventDay.create({ data: { day, outcome: 'SETTLED', events: 9 } });
  }
  expect(await getOrderFigures(admin, { days: 7 })).not.toEqual(before);
  await closeDays(testCtx());
  expect(await getOrderFigures(admin, { days: 7 })).toEqual(before);
  expect(await database().eventDay.count({ where: { day: { gte: ago(1) } } })).toBe(0);
});

test('it is for administrators, and closing for the system', async () => {
  for (const person of [await createUser({ role: 'OPERATOR' }), await createDistributor()])
    await expect(getOrderFigures(userCtx(person), { days: 1 })).rejects.toBeInstanceOf(PermissionDeniedError);
  await expect(getOrderFigures(publicCtx(), { days: 1 })).rejects.toBeInstanceOf(UnauthenticatedError);
  await expect(closeDays(admin)).rejects.toBeInstanceOf(PermissionDeniedError);
});
