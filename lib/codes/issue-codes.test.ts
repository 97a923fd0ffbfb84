import { afterEach, expect, test } from 'vitest';
import { DAY_MS } from '../clock';
import { database } from '../db';
import { InvalidStateTransitionError, OrderNotFoundError, PermissionDeniedError } from '../errors';
import { expectDataClean } from '../monitoring/verify-data';
import { cancelOrder } from '../orders/cancel-order';
import { atOnce, outcomes, testCtx, userCtx } from '../testing/database';
import { createUser } from '../testing/factories';
import { createPaidOrder, createUnpaidOrder } from '../testing/payment-events';
import { until } from '../testing/until';
import { disableUnusedCodes } from './disable-unused-codes';
import { issueCodes } from './issue-codes';
import { rerunIssue } from './rerun-issue';

const issue = (order_id: number, stop?: AbortSignal) => issueCodes(testCtx(), { order_id }, stop);
const orderOf = (id: number) =>
  database().order.findUniqueOrThrow({ where: { id }, include: { counter: true } });
const codesOf = (orderId: number) =>
  database().redeemCode.findMany({ where: { orderId }, orderBy: { seq: 'asc' } });
const numbersTo = (count: number) => Array.from({ length: count }, (_, at) => at + 1);
const begun = (id: number) => until(async () => (await orderOf(id)).deliveredCount > 0, 15_000, 2);

/** What happens to new codes of one order on their way into the table, until the test ends. */
async function onInsert(orderId: number, plpgsql: string) {
  await database().$executeRawUnsafe(
    `CREATE FUNCTION disturb() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${plpgsql} RETURN NEW; END $$`,
  );
  await database().$executeRawUnsafe(
    `CREATE TRIGGER disturb BEFORE INSERT ON redeem_codes FOR EACH ROW WHEN (NEW.order_id = ${orderId}) EXECUTE FUNCTION disturb()`,
  );
}

const undisturbed = () => database().$executeRawUnsafe('DROP FUNCTION IF EXISTS disturb CASCADE');
afterEach(undisturbed);
const FROM_150_ON = `IF NEW.seq > 150 THEN RAISE EXCEPTION 'secret table details'; END IF;`;

async function issueJobs(orderId: number) {
  return database().$queryRaw<{ due_in: number }[]>`
    SELECT extract(epoch FROM run_at - now())::float8 AS due_in FROM graphile_worker.jobs WHERE key = ${`issue:${orderId}`}`;
}

test('a paid order gets its codes, on the terms it was bought under, and completes with the last one', async () => {
  const plan = { codeCount: 30, codeMaxUses: 3, expiresDays: 90, validityDays: 31 };
  const { order_id, order_no, buyer } = await createPaidOrder(plan, 4);
  const before = Date.now();
  expect(await issue(order_id)).toEqual({ outcome: 'issued' });

  const order = await orderOf(order_id);
  expect(order).toMatchObject({ status: 'COMPLETED', fulfillmentStatus: 'COMPLETED', deliveredCount: 120 });
  expect(order.codesExpireAt!.getTime()).toBeGreaterThanOrEqual(before + 90 * DAY_MS - 1_000);
  expect(order.codesExpireAt!.getTime()).toBeLessThanOrEqual(Date.now() + 90 * DAY_MS + 1_000);
  const codes = await codesOf(order_id);
  expect(codes.map((code) => code.seq)).toEqual(numbersTo(120));
  for (const code of codes) {
    expect(code.code).toMatch(new RegExp(`^ORD${order_id}_[A-Z0-9]{8}$`));
    expect(code).toMatchObject({
      createdBy: buyer.id,
      codeType: 'DIRECT',
      maxUses: 3,
      usedCount: 0,
      validityDays: 31,
      expiresAt: order.codesExpireAt,
      isActive: true,
      note: `\u8ba2\u5355 ${order_no}`,
    });
  }
  expect(order.counter).toMatchObject({
    distributorId: buyer.id,
    total: 120,
    inactive: 0,
    depleted: 0,
    usedSum: 0n,
  });
  const audits = await database().auditEntry.findMany({
    where: { entityId: order_no, action: { in: ['codes.issue-codes', 'orders.complete-order'] } },
    orderBy: { id: 'asc' },
  });
  expect(
    audits.map(({ action, after }) => [action, (after as Record<string, unknown>).fulfillment_status]),
  ).toEqual([
    ['codes.issue-codes', 'PROCESSING'],
    ['orders.complete-order', 'COMPLETED'],
    ['codes.issue-codes', 'COMPLETED'],
  ]);
  await expectDataClean(testCtx());
});

test('codes of a plan without expiry never expire', async () => {
  const { order_id } = await createPaidOrder({ codeCount: 2, expiresDays: null, validityDays: null });
  await issue(order_id);
  for (const code of await codesOf(order_id))
    expect(code).toMatchObject({ expiresAt: null, validityDays: null });
});

test('nothing is issued for what is not paid, was cancelled, is done already, or does not exist', async () => {
  const unpaid = await createUnpaidOrder();
  expect(await issue(unpaid.order_id)).toEqual({ outcome: 'refused', reason: 'Order not paid' });
  const cancelled = await createPaidOrder();
  const admin = await createUser({ role: 'ADMIN' });
  await cancelOrder(userCtx(admin), { order_no: cancelled.order_no, reason: 'mistake' });
  expect(await issue(cancelled.order_id)).toEqual({ outcome: 'refused', reason: 'Order cancelled' });
  const done = await createPaidOrder();
  await issue(done.order_id);
  expect(await issue(done.order_id)).toEqual({ outcome: 'refused', reason: 'Already fulfilled' });
  expect(await issue(2_147_483_647)).toEqual({ outcome: 'refused', reason: 'Order not found' });
  expect(await codesOf(unpaid.order_id)).toEqual([]);
  expect(await codesOf(cancelled.order_id)).toEqual([]);
  expect(await codesOf(done.order_id)).toHaveLength(10);
});

test('only the system issues', async () => {
  const { order_id, buyer } = await createPaidOrder();
  await expect(issueCodes(userCtx(buyer), { order_id })).rejects.toThrow(PermissionDeniedError);
  await expect(issueCodes(userCtx(await createUser({ role: 'ADMIN' })), { order_id })).rejects.toThrow(
    PermissionDeniedError,
  );
});

test('eight runs at once issue every code once', async () => {
  const { order_id } = await createPaidOrder({ codeCount: 3_000 });
  const { values, errors } = outcomes(await atOnce(8, () => issue(order_id)));
  expect(errors).toEqual([]);
  expect(values.filter(({ outcome }) => outcome === 'issued')).toHaveLength(1);
  expect(values.filter(({ outcome }) => outcome === 'refused')).toHaveLength(7);
  expect((await codesOf(order_id)).map((code) => code.seq)).toEqual(numbersTo(3_000));
  await expectDataClean(testCtx());
});

test('progress is seen while it is made, and a worker that is asked to stop leaves after its batch', async () => {
  const { order_id } = await createPaidOrder({ codeCount: 5_000 });
  const stop = new AbortController();
  const run = issue(order_id, stop.signal);
  await begun(order_id);
  stop.abort();
  expect(await run).toEqual({ outcome: 'interrupted' });
  const { deliveredCount, fulfillmentStatus } = await orderOf(order_id);
  expect(deliveredCount % 100).toBe(0);
  expect(deliveredCount).toBeLessThan(5_000);
  expect(fulfillmentStatus).toBe('PROCESSING');
  const [job] = await issueJobs(order_id);
  expect(job!.due_in).toBeLessThan(1);
  expect(await issue(order_id)).toEqual({ outcome: 'issued' });
  expect((await codesOf(order_id)).map((code) => code.seq)).toEqual(numbersTo(5_000));
});

test('an order that is cancelled meanwhile gets no more codes, and those it has are switched off', async () => {
  const { order_id, order_no } = await createPaidOrder({ codeCount: 20_000 });
  const run = issue(order_id);
  await begun(order_id);
  await cancelOrder(userCtx(await createUser({ role: 'ADMIN' })), { order_no, reason: 'ordered twice' });
  const { deliveredCount } = await orderOf(order_id);
  expect(await run).toEqual({ outcome: 'refused', reason: 'Order cancelled' });
  expect(deliveredCount).toBeLessThan(20_000);

  const used = await database().redeemCode.findFirstOrThrow({ where: { orderId: order_id, seq: 7 } });
  await database().$executeRaw`
    WITH used AS (UPDATE redeem_codes SET used_count = 1 WHERE id = ${used.id} RETURNING order_id)
    UPDATE code_counters SET used_sum = used_sum + 1, depleted = depleted + 1 FROM used
    WHERE code_counters.order_id = used.order_id`;
  const { disabled } = await disableUnusedCodes(testCtx(), { order_id });
  expect(disabled).toBe(deliveredCount - 1);
  const after = await orderOf(order_id);
  expect(after).toMatchObject({ deliveredCount, status: 'CANCELLED' });
  expect(after.counter).toMatchObject({ total: deliveredCount, inactive: deliveredCount - 1, depleted: 1 });
  expect(await database().redeemCode.count({ where: { orderId: order_id, isActive: true } })).toBe(1);
  expect(
    await database().auditEntry.count({
      where: { entityId: order_no, action: 'codes.disable-unused-codes' },
    }),
  ).toBe(1);
  expect(await disableUnusedCodes(testCtx(), { order_id })).toEqual({ disabled: 0 });
  await database().$executeRaw`
    UPDATE redeem_codes SET used_count = 0 WHERE id = ${used.id}`;
  await database()
    .$executeRaw`UPDATE code_counters SET used_sum = 0, depleted = 0 WHERE order_id = ${order_id}`;
  await expectDataClean(testCtx());
});

test('codes of an order that stands are not switched off', async () => {
  const { order_id } = await createPaidOrder();
  await issue(order_id);
  expect(await disableUnusedCodes(testCtx(), { order_id })).toEqual({ disabled: 0 });
  expect(await database().redeemCode.count({ where: { orderId: order_id, isActive: true } })).toBe(10);
});

test('codes that are taken are drawn again until every number has one', async () => {
  const { order_id } = await createPaidOrder({ codeCount: 300 });
  // 1,296 possible codes for 300: about one draw in eight is taken.
  await onInsert(order_id, `NEW.code := 'ORD' || NEW.order_id || '_AAAAAA' || right(NEW.code, 2);`);
  expect(await issue(order_id)).toEqual({ outcome: 'issued' });
  const codes = await codesOf(order_id);
  expect(codes.map((code) => code.seq)).toEqual(numbersTo(300));
  expect(new Set(codes.map(({ code }) => code)).size).toBe(300);
});

test('an order is never complete with fewer codes than were bought', async () => {
  const { order_id } = await createPaidOrder({ codeCount: 100 });
  // 36 possible codes for 100.
  await onInsert(order_id, `NEW.code := 'ORD' || NEW.order_id || '_AAAAAAA' || right(NEW.code, 1);`);
  expect(await issue(order_id)).toEqual({ outcome: 'retrying' });
  const order = await orderOf(order_id);
  expect(order).toMatchObject({
    fulfillmentStatus: 'PROCESSING',
    fulfillmentError: 'CODES_NOT_UNIQUE',
    deliveredCount: 0,
  });
  expect(await codesOf(order_id)).toEqual([]);
});

test('what fails is tried again in a minute, fails for good the third time, and goes on where it was when run again', async () => {
  const { order_id, order_no, buyer } = await createPaidOrder({ codeCount: 300 });
  await onInsert(order_id, FROM_150_ON);
  expect(await issue(order_id)).toEqual({ outcome: 'retrying' });
  const order = await orderOf(order_id);
  expect(order).toMatchObject({
    fulfillmentStatus: 'PROCESSING',
    fulfillmentAttempts: 1,
    deliveredCount: 100,
  });
  expect(order.fulfillmentError).toBe('DATABASE_ERROR');
  const [job] = await issueJobs(order_id);
  expect(job!.due_in).toBeGreaterThan(55);
  expect(job!.due_in).toBeLessThanOrEqual(60);
  const first = await codesOf(order_id);
  expect(first).toHaveLength(100);

  expect(await issue(order_id)).toEqual({ outcome: 'retrying' });
  expect(await issue(order_id)).toEqual({ outcome: 'failed' });
  expect(await orderOf(order_id)).toMatchObject({
    status: 'CONFIRMED',
    fulfillmentStatus: 'FAILED',
    fulfillmentAttempts: 3,
  });
  expect(await issueJobs(order_id)).toHaveLength(1);
  const alert = await database().alert.findFirstOrThrow({
    where: { rule: 'codes.issue_failed', key: order_no },
  });
  expect(alert).toMatchObject({ count: 1, resolvedAt: null });
  expect(await issue(order_id)).toEqual({ outcome: 'refused', reason: 'Waits to be run again' });

  const operator = await createUser({ role: 'OPERATOR' });
  await expect(rerunIssue(userCtx(operator), { order_no })).rejects.toThrow(PermissionDeniedError);
  await expect(rerunIssue(userCtx(buyer), { order_no })).rejects.toThrow(PermissionDeniedError);
  await undisturbed();
  const admin = await createUser({ role: 'ADMIN' });
  await rerunIssue(userCtx(admin), { order_no });
  expect(await orderOf(order_id)).toMatchObject({
    fulfillmentStatus: 'PROCESSING',
    fulfillmentAttempts: 0,
    fulfillmentError: null,
  });
  const [again] = await issueJobs(order_id);
  expect(again!.due_in).toBeLessThan(1);
  const audit = await database().auditEntry.findFirstOrThrow({
    where: { entityId: order_no, action: 'codes.rerun-issue' },
  });
  expect(audit).toMatchObject({ userId: admin.id, before: { fulfillment_status: 'FAILED' } });

  expect(await issue(order_id)).toEqual({ outcome: 'issued' });
  const { id } = alert;
  expect((await database().alert.findUniqueOrThrow({ where: { id } })).resolvedAt).not.toBeNull();
  const codes = await codesOf(order_id);
  expect(codes.slice(0, 100)).toEqual(first);
  expect(codes.map((code) => code.seq)).toEqual(numbersTo(300));
  await expectDataClean(testCtx());
});

test('codes expire as bought when the very first batch failed', async () => {
  const { order_id } = await createPaidOrder({ codeCount: 5, expiresDays: 90 });
  await onInsert(order_id, `RAISE EXCEPTION 'at once';`);
  expect(await issue(order_id)).toEqual({ outcome: 'retrying' });
  await undisturbed();
  expect(await issue(order_id)).toEqual({ outcome: 'issued' });
  const { codesExpireAt } = await orderOf(order_id);
  expect(codesExpireAt!.getTime()).toBeGreaterThan(Date.now() + 90 * DAY_MS - 60_000);
  for (const code of await codesOf(order_id)) expect(code.expiresAt).toEqual(codesExpireAt);
});

test('only failed issuing is run again, once', async () => {
  const admin = userCtx(await createUser({ role: 'ADMIN' }));
  const { order_id, order_no } = await createPaidOrder();
  await expect(rerunIssue(admin, { order_no })).rejects.toThrow(InvalidStateTransitionError);
  await expect(rerunIssue(admin, { order_no: 'ORD0000000000000000' })).rejects.toThrow(OrderNotFoundError);
  await database().order.update({ where: { id: order_id }, data: { fulfillmentStatus: 'FAILED' } });
  const { values, errors } = outcomes(await atOnce(5, () => rerunIssue(admin, { order_no })));
  expect(values).toEqual([{ order_no }]);
  expect(errors).toHaveLength(4);
  expect(await issueJobs(order_id)).toHaveLength(1);
  await issue(order_id);
});

test('codes that somebody deleted are issued anew before the order completes', async () => {
  const { order_id } = await createPaidOrder({ codeCount: 300 });
  await onInsert(order_id, FROM_150_ON);
  await issue(order_id);
  await undisturbed();
  await database().redeemCode.deleteMany({ where: { orderId: order_id, seq: { in: [7, 8] } } });
  expect(await issue(order_id)).toEqual({ outcome: 'issued' });
  expect((await codesOf(order_id)).map((code) => code.seq)).toEqual(numbersTo(300));
  await expectDataClean(testCtx());
});
