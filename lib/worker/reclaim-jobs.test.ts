import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { database } from '../db';
import { defineJob, enqueue } from '../queue';
import { testCtx } from '../testing/database';
import { until } from '../testing/until';
import { inTransaction } from '../transaction';
import { PoolLock } from './pool-lock';
import { reclaimJobs, reportGivenUpJobs } from './reclaim-jobs';

const job = defineJob('test.work', z.object({ number: z.number() }));
const locks: PoolLock[] = [];

async function aliveWorker(pool: string) {
  const lock = new PoolLock();
  locks.push(lock);
  await lock.hold(pool);
}

beforeEach(async () => {
  await database().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
});
afterEach(async () => {
  await Promise.all(locks.splice(0).map((lock) => lock.close()));
});

type State = { pool?: string; attempts?: number; key?: string | null; supersededSince?: boolean };

/** A job as a worker of this pool left it. */
async function createJob({ pool, attempts = 1, key, supersededSince }: State) {
  const id = await inTransaction(testCtx(), (tx) =>
    enqueue(tx, job, { number: 1 }, { maxAttempts: 3, key: key ?? undefined }),
  );
  await database().$executeRaw`
    UPDATE graphile_worker._private_jobs SET attempts = ${attempts}, locked_by = ${pool ?? null},
      locked_at = CASE WHEN ${pool !== undefined} THEN now() - interval '1 minute' END,
      updated_at = CASE WHEN ${supersededSince ?? false} THEN now() ELSE now() - interval '2 minutes' END
    WHERE id = ${id}`;
  return id;
}

const poolOf = async (id: bigint) => {
  const [row] = await database().$queryRaw<{ pool: string | null }[]>`
    SELECT locked_by AS pool FROM graphile_worker.jobs WHERE id = ${id}`;
  return row ? row.pool : 'gone';
};
const alertsOf = (id: bigint) =>
  database().alert.findMany({ where: { rule: 'queue.job_given_up', key: id.toString() } });

test('the jobs of a dead worker are given back, those of a living one are not', async () => {
  await aliveWorker('pool-alive');
  const kept = await createJob({ pool: 'pool-alive' });
  const back = [await createJob({ pool: 'pool-dead' }), await createJob({ pool: 'pool-dead' })];
  expect(await reclaimJobs(testCtx())).toEqual(['pool-dead']);
  expect(await poolOf(kept)).toBe('pool-alive');
  for (const id of back) expect(await poolOf(id)).toBe(null);
  expect(await reclaimJobs(testCtx())).toEqual([]);
});

test('a worker that takes its lock a moment late is not taken for dead', async () => {
  const id = await createJob({ pool: 'pool-late' });
  const reclaiming = reclaimJobs(testCtx());
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  await aliveWorker('pool-late');
  expect(await reclaiming).toEqual([]);
  expect(await poolOf(id)).toBe('pool-late');
});

test('a worker that loses its connection takes its lock again', async () => {
  await aliveWorker('pool-unlucky');
  const holders = () => database().$queryRaw<{ pid: number }[]>`
    SELECT pid FROM pg_locks JOIN pg_stat_activity USING (pid)
    WHERE locktype = 'advisory' AND granted AND application_name = 'tributary-worker' AND datname = current_database()`;
  const [before] = await holders();
  await database().$queryRaw`SELECT pg_terminate_backend(${before!.pid}::int)`;
  const [after] = await until(async () => {
    const now = await holders();
    return now.length === 1 && now[0]!.pid !== before!.pid && now;
  });
  expect(after!.pid).not.toBe(before!.pid);
});

test('a job with a successor is not run again', async () => {
  const replaced = await createJob({ pool: 'pool-dead', attempts: 3, supersededSince: true });
  const worn = await createJob({ pool: 'pool-dead', attempts: 3 });
  await reclaimJobs(testCtx());
  expect(await poolOf(replaced)).toBe('gone');
  expect(await poolOf(worn)).toBe(null);
});

test('people are called once for a job that is given up, and again when it is given up again', async () => {
  const given = await createJob({ attempts: 3 });
  const waiting = await createJob({ attempts: 2 });
  const atWork = await createJob({ attempts: 3, pool: 'pool-alive' });
  expect(await reportGivenUpJobs(testCtx())).toBe(1);
  expect(await reportGivenUpJobs(testCtx())).toBe(0);
  expect(await alertsOf(given)).toMatchObject([{ count: 1, facts: { task: 'test.work', attempts: 3 } }]);
  expect([...(await alertsOf(waiting)), ...(await alertsOf(atWork))]).toEqual([]);
  await database().alert.updateMany({ data: { resolvedAt: new Date() } });
  expect(await reportGivenUpJobs(testCtx())).toBe(0);
  await database().$executeRaw`
    UPDATE graphile_worker._private_jobs SET updated_at = now() + interval '1 second' WHERE id = ${given}`;
  expect(await reportGivenUpJobs(testCtx())).toBe(1);
});

test('the call is over when the job has come to its end, not when it is only tried again', async () => {
  const id = await createJob({ attempts: 3 });
  await reportGivenUpJobs(testCtx());
  await database().$executeRaw`UPDATE graphile_worker._private_jobs SET attempts = 0 WHERE id = ${id}`;
  await reportGivenUpJobs(testCtx());
  expect(await alertsOf(id)).toMatchObject([{ resolvedAt: null }]);
  await database().$executeRaw`DELETE FROM graphile_worker._private_jobs WHERE id = ${id}`;
  await reportGivenUpJobs(testCtx());
  expect((await alertsOf(id))[0]!.resolvedAt).toBeInstanceOf(Date);
});
