import { runOnce } from 'graphile-worker';
import { beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { issueCodesJob, issueJobKey } from '../codes/jobs';
import type { Ctx } from '../context';
import { database } from '../db';
import { paymentsSettled } from '../payments/jobs';
import { defineFact, defineJob, enqueue, type Job, type JobOptions } from '../queue';
import { testCtx } from '../testing/database';
import { inTransaction } from '../transaction';
import { every, follows, runs, type Binding, type JobResult } from './bindings';
import { fanOut } from './fan-out';
import { queueLogger } from './queue-logger';
import { bindings } from './registry';
import { taskList } from './task-list';

const Order = z.object({ order_id: z.number() });
const happened = defineFact('test.happened', Order.extend({ type: z.string(), payment_id: z.number() }));
const act = defineJob('test.act', Order);
const mourn = defineJob('test.mourn', Order);
const PAYLOAD = { order_id: 7, type: 'CODES', payment_id: 9 };

let calls: { ctx: Ctx; payload: unknown }[] = [];
let answer: () => Promise<JobResult> = () => Promise.resolve('succeeded');

const run = (ctx: Ctx, payload: unknown) => {
  calls.push({ ctx, payload });
  return answer();
};
const bound: Binding[] = [
  follows(happened, act),
  follows(happened, mourn, { when: ({ type }) => type === 'GOODS' }),
];
const list = taskList(
  bound,
  [runs(act, run, (result) => result), runs(mourn, run)],
  [every('* * * * *', 'test.sweep', (ctx) => run(ctx, 'sweep'))],
);

const add = (job: Job, payload: unknown, options?: JobOptions) =>
  inTransaction(testCtx(), (tx) => enqueue(tx, job, payload, options));
const work = () =>
  runOnce({
    connectionString: process.env.DATABASE_URL,
    taskList: list,
    noHandleSignals: true,
    logger: queueLogger,
  });
const queue = () => database().$queryRaw<{ task: string; key: string | null; attempts: number }[]>`
  SELECT task_identifier AS task, key, attempts::int FROM graphile_worker.jobs ORDER BY id`;
const statOf = async (task: string) => {
  const stats = await database().jobStat.findMany({ where: { task } });
  return stats.map(({ succeeded, failed, retried }) => ({ succeeded, failed, retried }));
};

beforeEach(async () => {
  calls = [];
  answer = () => Promise.resolve('succeeded');
  await database().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
  await database().jobStat.deleteMany();
});

test('a fact becomes one job for each verb that follows from it, with what that asks for', async () => {
  const id = await add(happened, PAYLOAD);
  await work();
  expect(calls.map(({ payload }) => payload)).toEqual([{ order_id: 7 }]);
  expect(calls[0]!.ctx.actor).toEqual({ kind: 'system', task: 'test.act' });
  expect(calls[0]!.ctx.requestId).toMatch(/^job-\d+-1$/);
  expect(id).toBeTypeOf('bigint');
  expect(await queue()).toEqual([]);
  expect(await statOf('test.happened')).toEqual([{ succeeded: 1, failed: 0, retried: 0 }]);
  expect(await statOf('test.act')).toEqual([{ succeeded: 1, failed: 0, retried: 0 }]);
  expect(await statOf('test.mourn')).toEqual([]);
});

test('a fact that is told again after a crash adds nothing while its jobs are there, at work or given up', async () => {
  const tell = () => fanOut(testCtx(), bound, happened, PAYLOAD, '41');
  await tell();
  await tell();
  expect(await queue()).toEqual([{ task: 'test.act', key: 'fact:41:test.act', attempts: 0 }]);
  await database().$executeRaw`
    UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'pool-x', attempts = 25`;
  await tell();
  expect(await queue()).toEqual([{ task: 'test.act', key: 'fact:41:test.act', attempts: 25 }]);
  await fanOut(testCtx(), bound, happened, PAYLOAD, '42');
  expect(await queue()).toHaveLength(2);
});

test('of several jobs that follow, all are added or none', async () => {
  const broken = follows(happened, mourn, {
    key: () => {
      throw new Error('no key');
    },
  });
  await expect(fanOut(testCtx(), [...bound, broken], happened, PAYLOAD, '43')).rejects.toThrow('no key');
  expect(await queue()).toEqual([]);
});

test('a settled payment leads to issuing codes, under the key of the order, and for orders of codes only', async () => {
  const settled = { order_id: 5, order_no: 'ORD2026112100000005', payment_id: 1 };
  await fanOut(testCtx(), bindings, paymentsSettled, { ...settled, order_type: 'GOODS' }, '51');
  expect(await queue()).toEqual([]);
  await fanOut(testCtx(), bindings, paymentsSettled, { ...settled, order_type: 'CODES' }, '52');
  expect(await queue()).toEqual([{ task: issueCodesJob.name, key: issueJobKey(5), attempts: 0 }]);
});

test('a verb that throws is tried again later and counted as that; the last time, as failed', async () => {
  answer = () => Promise.reject(new Error('out of order'));
  await add(act, { order_id: 1 }, { maxAttempts: 2 });
  await work();
  expect(await statOf('test.act')).toEqual([{ succeeded: 0, failed: 0, retried: 1 }]);
  await database().$executeRaw`UPDATE graphile_worker._private_jobs SET run_at = now()`;
  await work();
  expect(await statOf('test.act')).toEqual([{ succeeded: 0, failed: 1, retried: 1 }]);
  expect(await queue()).toMatchObject([{ attempts: 2 }]);
});

test('a verb may say itself that it failed, or that it goes on later', async () => {
  for (const result of ['failed', 'retried'] as const) {
    answer = () => Promise.resolve(result);
    await add(act, { order_id: 1 });
    await work();
  }
  expect(await statOf('test.act')).toEqual([{ succeeded: 0, failed: 1, retried: 1 }]);
  expect(await queue()).toEqual([]);
});

test('a payload that is not what the job asks for never reaches the verb', async () => {
  await database()
    .$executeRaw`SELECT graphile_worker.add_job('test.act', '{"order_id": "x"}', max_attempts => 1)`;
  await work();
  expect(calls).toEqual([]);
  expect(await statOf('test.act')).toEqual([{ succeeded: 0, failed: 1, retried: 0 }]);
});

test('what the clock calls for notes when it last came to its end', async () => {
  const lease = () => database().lease.findUnique({ where: { key: 'test.sweep' } });
  answer = () => Promise.reject(new Error('not today'));
  await database().$executeRaw`SELECT graphile_worker.add_job('test.sweep', max_attempts => 1)`;
  await work();
  expect(await lease()).toBe(null);
  answer = () => Promise.resolve('succeeded');
  await database().$executeRaw`SELECT graphile_worker.add_job('test.sweep')`;
  await work();
  const noted = await lease();
  expect(Date.now() - noted!.lastRunAt.getTime()).toBeLessThan(60_000);
});
