import { now } from '../clock';
import type { Ctx } from '../context';
import { authorize } from '../permissions';
import { CLOCK_TASKS, type TaskName } from './known-tasks';

export type ClockTask = {
  task: TaskName;
  /** From one run to the next. */
  minutes: number;
  last_run_at: string | null;
  /** Later than its next run but one should have been. */
  overdue: boolean;
};

/** What the clock calls for, and when it last came to its end. */
export async function listClockTasks(ctx: Ctx): Promise<ClockTask[]> {
  authorize(ctx, 'monitoring.view-jobs');
  const leases = await ctx.db.lease.findMany({ where: { key: { in: CLOCK_TASKS.map(({ task }) => task) } } });
  const lastRuns = new Map(leases.map(({ key, lastRunAt }) => [key, lastRunAt]));
  return CLOCK_TASKS.map(({ task, minutes }) => {
    const last = lastRuns.get(task);
    const patience = (2 * minutes + 1) * 60_000;
    return {
      task,
      minutes,
      last_run_at: last?.toISOString() ?? null,
      overdue: !last || now().getTime() - last.getTime() > patience,
    };
  });
}
