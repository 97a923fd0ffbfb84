import { expect, test } from 'vitest';
import { database } from '../db';
import { expectDataClean } from '../monitoring/verify-data';
import { atOnce, outcomes, testCtx } from '../testing/database';
import { createPaidOrder } from '../testing/payment-events';
import { issueCodes } from './issue-codes';
import { resumeIssues } from './resume-issues';

const resume = () => resumeIssues(testCtx());
const orderOf = (id: number) => database().order.findUniqueOrThrow({ where: { id } });

async function issueJobs(orderId: number) {
  return database().$queryRaw<{ attempts: number }[]>`
    SELECT attempts::int FROM graphile_worker.jobs WHERE key = ${`issue:${orderId}`}`;
}

const paidBefore = (id: number, seconds: number) =>
  database()
    .$executeRaw`UPDATE orders SET paid_at = now() - make_interval(secs => ${seconds}::int) WHERE id = ${id}`;

/** An order that was being issued when its job was lost. */
async function abandonedOrder() {
  const { order_id } = await createPaidOrder({ codeCount: 250, expiresDays: null });
  await database().$executeRaw`UPDATE orders SET fulfillment_status = 'PROCESSING' WHERE id = ${order_id}`;
  return order_id;
}

test('an order in the middle of issuing that nobody works on gets one job, whoever finds it', async () => {
  const id = await abandonedOrder();
  const { errors } = outcomes(await atOnce(6, resume));
  expect(errors).toEqual([]);
  expect(await issueJobs(id)).toEqual([{ attempts: 0 }]);
  expect(await resume()).toEqual({ resumed: 0 });
  await issueCodes(testCtx(), { order_id: id });
  expect(await orderOf(id)).toMatchObject({ status: 'COMPLETED', deliveredCount: 250 });
});

test('a paid order is left to the announcement of its payment at first, and found when that was lost', async () => {
  const { order_id: id } = await createPaidOrder();
  await paidBefore(id, 20);
  expect(await resume()).toEqual({ resumed: 0 });
  await paidBefore(id, 40);
  expect(await resume()).toEqual({ resumed: 1 });
  expect(await issueJobs(id)).toHaveLength(1);
  await issueCodes(testCtx(), { order_id: id });
});

test('an order whose job has taken too many workers down has failed, and people are called', async () => {
  const id = await abandonedOrder();
  await resume();
  await database().$executeRaw`
    UPDATE graphile_worker._private_jobs SET attempts = max_attempts WHERE key = ${`issue:${id}`}`;
  expect(await resume()).toEqual({ resumed: 1 });
  const { orderNo, ...order } = await orderOf(id);
  expect(order).toMatchObject({
    status: 'CONFIRMED',
    fulfillmentStatus: 'FAILED',
    fulfillmentError: 'INTERNAL_ERROR',
  });
  expect(await database().alert.count({ where: { rule: 'codes.issue_failed', key: orderNo } })).toBe(1);
  expect(await resume()).toEqual({ resumed: 0 });
  await expectDataClean(testCtx());
});

test('a job that is at work is not disturbed', async () => {
  const id = await abandonedOrder();
  await resume();
  await database().$executeRaw`
    UPDATE graphile_worker._private_jobs SET attempts = max_attempts, locked_at = now(), locked_by = 'pool-x'
    WHERE key = ${`issue:${id}`}`;
  expect(await resume()).toEqual({ resumed: 0 });
  expect(await orderOf(id)).toMatchObject({ fulfillmentStatus: 'PROCESSING' });
});
