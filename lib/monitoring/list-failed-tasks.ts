import type { Ctx } from '../context';
import { authorize } from '../permissions';
import { QUEUE_COUNTED } from './queue-figures';

export type FailedTask = { task: string; failed: number };

/** The tasks with jobs that were given up, counted up to one more than QUEUE_COUNTED together; most first. */
export async function listFailedTasks(ctx: Ctx): Promise<FailedTask[]> {
  authorize(ctx, 'monitoring.view-jobs');
  return ctx.db.$queryRaw<FailedTask[]>`
    SELECT task.identifier AS task, count(*)::int AS failed
    FROM (
      SELECT task_id FROM graphile_worker._private_jobs WHERE NOT is_available AND locked_at IS NULL
      LIMIT ${QUEUE_COUNTED + 1}) AS job
    JOIN graphile_worker._private_tasks AS task ON task.id = job.task_id
    GROUP BY task.identifier ORDER BY failed DESC, task`;
}
