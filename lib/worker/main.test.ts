import { afterEach, expect, test } from 'vitest';
import { issueCodesJob } from '../codes/jobs';
import { rerunIssue } from '../codes/rerun-issue';
import { database } from '../db';
import { expectDataClean } from '../monitoring/verify-data';
import { cancelOrder } from '../orders/cancel-order';
import { enqueue } from '../queue';
import { testCtx, userCtx } from '../testing/database';
import { createUser } from '../testing/factories';
import { createPaidOrder } from '../testing/payment-events';
import { until } from '../testing/until';
import { endWorkers, startWorker } from '../testing/worker-process';
import { inTransaction } from '../transaction';

afterEach(endWorkers);

const orderOf = (id: number) => database().order.findUniqueOrThrow({ where: { id } });
const deliveredAtLeast = (id: number, count: number, patienceMs?: number) =>
  until(async () => (await orderOf(id)).deliveredCount >= count, patienceMs, 3);
const completed = (id: number) => until(async () => (await orderOf(id)).status === 'COMPLETED', 60_000);

async function expectExactly(orderId: number, count: number) {
  const [codes] = await database().$queryRaw<
    { count: number; codes: number; numbers: number; last: number }[]
  >`
    SELECT count(*)::int, count(DISTINCT code)::int AS codes, count(DISTINCT seq)::int AS numbers, max(seq) AS last
    FROM redeem_codes WHERE order_id = ${orderId}`;
  expect(codes).toEqual({ count, codes: count, numbers: count, last: count });
  await expectDataClean(testCtx());
}

const jobs = (and = '') =>
  database().$queryRawUnsafe<{ task: string; locked_by: string | null }[]>(
    `SELECT task_identifier AS task, locked_by FROM graphile_worker.jobs
      WHERE task_identifier !~ '^(every|monitoring)' ${and} ORDER BY id`,
  );
/** What comes later only looks whether somebody who began it has died. */
const noJobs = () => until(async () => (await jobs("AND run_at < now() + interval '1 minute'")).length === 0);

test('a worker that is killed in the middle of an order loses nothing: another goes on within half a minute', async () => {
  const { order_id } = await createPaidOrder({ codeCount: 50_000 });
  const killed = await startWorker();
  await deliveredAtLeast(order_id, 1_000);
  expect(await killed.end('SIGKILL')).toBe('SIGKILL');
  const { deliveredCount, fulfillmentStatus } = await orderOf(order_id);
  expect(fulfillmentStatus).toBe('PROCESSING');
  expect(deliveredCount).toBeLessThan(50_000);
  expect(await jobs()).toEqual([
    { task: 'codes.issue-codes', locked_by: expect.stringMatching(/^pool-/) as unknown },
  ]);

  await startWorker();
  await deliveredAtLeast(order_id, deliveredCount + 1, 30_000);
  await completed(order_id);
  await expectExactly(order_id, 50_000);
  await noJobs();
}, 120_000);

test('a job that was lost altogether is noticed', async () => {
  const { order_id } = await createPaidOrder({ codeCount: 200 });
  await database().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
  await database()
    .$executeRaw`UPDATE orders SET paid_at = now() - interval '1 minute' WHERE id = ${order_id}`;
  await startWorker();
  await completed(order_id);
  expect((await orderOf(order_id)).deliveredCount).toBe(200);
  await expectExactly(order_id, 200);
}, 60_000);

test('two workers with the same job several times issue every code once', async () => {
  const { order_id } = await createPaidOrder({ codeCount: 20_000 });
  await inTransaction(testCtx(), async (tx) => {
    for (let copy = 0; copy < 5; copy += 1) await enqueue(tx, issueCodesJob, { order_id });
  });
  await Promise.all([startWorker(), startWorker()]);
  await completed(order_id);
  await noJobs();
  expect((await orderOf(order_id)).deliveredCount).toBe(20_000);
  await expectExactly(order_id, 20_000);
}, 120_000);

test('a worker that is asked to end leaves its order to the next one', async () => {
  const { order_id } = await createPaidOrder({ codeCount: 20_000 });
  const asked = await startWorker();
  await deliveredAtLeast(order_id, 1_000);
  expect(await asked.end('SIGTERM')).toBe(0);
  expect((await orderOf(order_id)).deliveredCount).toBeLessThan(20_000);
  expect(await jobs()).toEqual([{ task: 'codes.issue-codes', locked_by: null }]);
  await startWorker();
  await completed(order_id);
  await expectExactly(order_id, 20_000);
}, 120_000);

test('an order that is cancelled while a worker issues it stops, and its codes are switched off', async () => {
  const { order_id, order_no } = await createPaidOrder({ codeCount: 20_000 });
  await startWorker();
  await deliveredAtLeast(order_id, 1_000);
  await cancelOrder(userCtx(await createUser({ role: 'ADMIN' })), { order_no, reason: 'changed their mind' });
  const { deliveredCount } = await orderOf(order_id);
  const active = { orderId: order_id, isActive: true };
  await until(async () => (await database().redeemCode.count({ where: active })) === 0, 30_000);
  await noJobs();
  expect(await orderOf(order_id)).toMatchObject({ status: 'CANCELLED', deliveredCount });
  expect(deliveredCount).toBeLessThan(20_000);
  await expectDataClean(testCtx());
}, 60_000);

test('issuing that fails in a worker is counted as such, kept for people, and run again by an admin', async () => {
  const { order_id, order_no } = await createPaidOrder({ codeCount: 300 });
  await database().order.update({ where: { id: order_id }, data: { fulfillmentAttempts: 2 } });
  await database().$executeRawUnsafe(
    `ALTER TABLE redeem_codes ADD CONSTRAINT disturb CHECK (order_id <> ${order_id} OR seq <= 150) NOT VALID`,
  );
  const worker = await startWorker();
  await until(async () => (await orderOf(order_id)).fulfillmentStatus === 'FAILED');
  expect(await orderOf(order_id)).toMatchObject({ deliveredCount: 100, fulfillmentError: 'DATABASE_ERROR' });
  expect(worker.log()).toContain('disturb');
  await noJobs();
  const stat = await database().jobStat.findFirstOrThrow({ where: { task: 'codes.issue-codes', failed: 1 } });
  expect(stat.failed).toBe(1);

  await database().$executeRaw`ALTER TABLE redeem_codes DROP CONSTRAINT disturb`;
  await rerunIssue(userCtx(await createUser({ role: 'ADMIN' })), { order_no });
  await completed(order_id);
  await expectExactly(order_id, 300);
}, 60_000);
