import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { Prisma } from '../db';
import { InvalidStateTransitionError, ResourceNotFoundError } from '../errors';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { jobState } from './job-state';
import type { JobState, RetryJobInput } from './schema';

type Found = { state: JobState; task: string; attempts: number };

/**
 * Runs a job that was given up again from its first attempt, or one that was put off at once.
 * @throws InvalidStateTransitionError while it is at work, or due anyway
 * @throws ResourceNotFoundError when it has come to its end meanwhile
 */
export async function retryJob(ctx: Ctx, input: RetryJobInput): Promise<{ job_id: number; task: string }> {
  authorize(ctx, 'monitoring.retry-job');
  const { job_id: id } = input;
  return inTransaction(
    ctx,
    async (tx) => {
      // Workers pass over a locked row, so nobody takes the job meanwhile. Whoever retried it before us, while we waited, made it due.
      const [job] = await tx.db.$queryRaw<Found[]>`
          SELECT ${jobState(Prisma.sql`clock_timestamp()`)} AS state, task.identifier AS task, job.attempts::int
          FROM graphile_worker._private_jobs AS job JOIN graphile_worker._private_tasks AS task ON task.id = job.task_id
          WHERE job.id = ${id} FOR UPDATE OF job`;
      if (!job) throw new ResourceNotFoundError('job', id);
      const { state, task, attempts } = job;
      if (state === 'running' || state === 'due') throw new InvalidStateTransitionError('job', state, 'due');
      const first = state === 'failed' ? Prisma.sql`0` : Prisma.sql`NULL`;
      await tx.db.$executeRaw`
          SELECT graphile_worker.reschedule_jobs(ARRAY[${id}::bigint], run_at => now(), attempts => ${first})`;
      await recordAudit(tx, {
        action: 'monitoring.retry-job',
        entity: 'job',
        entityId: id,
        before: { state, attempts },
        after: { state: 'due', task },
      });
      return { job_id: id, task };
    },
    { verb: 'monitoring.retry-job', input },
  );
}
