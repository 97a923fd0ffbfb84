import { setTimeout as sleep } from 'node:timers/promises';
import { raiseAlert } from '../alerts';
import type { Ctx } from '../context';
import { Prisma } from '../db';
import { logWarning } from '../log';
import { inTransaction } from '../transaction';
import { poolLockKey } from './pool-lock';

/** Longer than a worker that lives needs to take a lock again that it lost with its connection. */
const DOUBT_MS = 5_000;

/** Gives the jobs of workers that were killed back to the queue. @returns the pools that were found dead */
export async function reclaimJobs(ctx: Ctx): Promise<string[]> {
  const suspects = await silentPools(ctx);
  if (suspects.length === 0) return [];
  await sleep(DOUBT_MS);
  const dead = (await silentPools(ctx)).filter((pool) => suspects.includes(pool));
  if (dead.length === 0) return [];
  await inTransaction(ctx, async (tx) => {
    // A job whose key was taken over while it ran has a successor and would only do the same again.
    await tx.db.$executeRaw`
      DELETE FROM graphile_worker._private_jobs
      WHERE locked_by = ANY(${dead}) AND key IS NULL AND attempts >= max_attempts AND updated_at > locked_at`;
    await tx.db.$executeRaw`SELECT graphile_worker.force_unlock_workers(${dead})`;
  });
  logWarning('workers ended without a word; their jobs run again', {
    pools: dead,
    request_id: ctx.requestId,
  });
  return dead;
}

/** The pools that hold jobs while nobody holds their lock. */
async function silentPools(ctx: Ctx): Promise<string[]> {
  const rows = await ctx.db.$queryRaw<{ pool: string }[]>`
    WITH working AS MATERIALIZED (
      SELECT DISTINCT locked_by AS pool FROM graphile_worker._private_jobs
      WHERE NOT is_available AND locked_at IS NOT NULL AND locked_by LIKE 'pool-%')
    SELECT pool FROM working WHERE pg_try_advisory_xact_lock(${poolLockKey(Prisma.sql`pool`)})`;
  return rows.map(({ pool }) => pool);
}

type GivenUp = { id: bigint; task: string; attempts: number };

/** Calls people for each job that will not run again by itself, once, and no longer when it has come to its end after all. */
export async function reportGivenUpJobs(ctx: Ctx): Promise<number> {
  const jobs = await ctx.db.$queryRaw<GivenUp[]>`
    SELECT job.id, task.identifier AS task, job.attempts::int
    FROM graphile_worker._private_jobs AS job JOIN graphile_worker._private_tasks AS task ON task.id = job.task_id
    WHERE NOT job.is_available AND job.locked_at IS NULL AND NOT EXISTS (
      SELECT FROM alerts WHERE rule = 'queue.job_given_up' AND key = job.id::text AND last_at >= job.updated_at)
    ORDER BY job.id LIMIT 100`;
  for (const { id, task, attempts } of jobs) {
    await inTransaction(ctx, (tx) => raiseAlert(tx, 'queue.job_given_up', id.toString(), { task, attempts }));
  }
  await ctx.db.$executeRaw`
    UPDATE alerts SET resolved_at = now()
    WHERE rule = 'queue.job_given_up' AND resolved_at IS NULL AND NOT EXISTS (
      SELECT FROM graphile_worker._private_jobs AS job
      WHERE job.id = CASE WHEN alerts.key ~ '^[0-9]{1,18}$' THEN alerts.key::bigint END)`;
  return jobs.length;
}
