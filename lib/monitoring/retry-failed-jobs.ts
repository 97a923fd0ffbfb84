import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import type { RetryFailedJobsInput } from './schema';

/** As many as one statement may move without keeping others waiting. */
const RETRIED_AT_ONCE = 10_000;

/** Runs the jobs of a task that were given up again, each from its first attempt. Those that are left over are retried by asking again. */
export async function retryFailedJobs(
  ctx: Ctx,
  input: RetryFailedJobsInput,
): Promise<{ task: string; retried: number }> {
  authorize(ctx, 'monitoring.retry-failed-jobs');
  const { task } = input;
  return inTransaction(
    ctx,
    async (tx) => {
      const [{ retried } = { retried: 0 }] = await tx.db.$queryRaw<{ retried: number }[]>`
        SELECT count(*)::int AS retried FROM graphile_worker.reschedule_jobs(ARRAY(
          SELECT job.id FROM graphile_worker._private_jobs AS job
          WHERE NOT job.is_available AND job.locked_at IS NULL
            AND job.task_id = (SELECT id FROM graphile_worker._private_tasks WHERE identifier = ${task})
          ORDER BY job.id LIMIT ${RETRIED_AT_ONCE} FOR UPDATE SKIP LOCKED), run_at => now(), attempts => 0)`;
      if (retried > 0)
        await recordAudit(tx, {
          action: 'monitoring.retry-failed-jobs',
          entity: 'task',
          entityId: task,
          after: { retried },
        });
      return { task, retried };
    },
    { verb: 'monitoring.retry-failed-jobs', input },
  );
}
