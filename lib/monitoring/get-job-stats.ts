import type { Ctx } from '../context';
import { businessDay } from '../clock';
import { authorize } from '../permissions';
import type { JobStatsQuery } from './schema';

export type TaskStats = {
  task: string;
  /** Every time it was begun: those that succeeded, failed for good, or are tried again. */
  runs: number;
  succeeded: number;
  retried: number;
  failed: number;
  /** Of those that came to their end, from 0 to 1; null where none did. */
  success: number | null;
  mean_ms: number | null;
  /** Runs day by day, the oldest first. */
  by_day: number[];
};

type DayStats = {
  date: string;
  succeeded: number;
  retried: number;
  failed: number;
  /** As that of a task. */
  success: number | null;
};

export type JobStats = {
  tasks: TaskStats[];
  /** All tasks together, or the one that is asked for; the oldest day first. */
  days: DayStats[];
};

type Row = {
  task: string;
  date: string;
  succeeded: number;
  retried: number;
  failed: number;
  total_ms: number;
};

/** How the jobs of the last business days went, today included: one row a task, one a day. */
export async function getJobStats(ctx: Ctx, { days: asked, task: only }: JobStatsQuery): Promise<JobStats> {
  authorize(ctx, 'monitoring.view-jobs');
  const rows = await ctx.db.$queryRaw<Row[]>`
    SELECT task, to_char(day, 'YYYY-MM-DD') AS date, succeeded, retried, failed, total_ms::float8 AS total_ms
    FROM job_stats WHERE day > ${businessDay()}::date - ${asked}::int AND day <= ${businessDay()}::date`;
  const dates = daysUpTo(businessDay(), asked);
  const shown = only ? rows.filter(({ task }) => task === only) : rows;
  const days = dates.map((date) => {
    const sum = sumOf(shown.filter((row) => row.date === date));
    return { date, ...sum, success: successOf(sum) };
  });
  const tasks = [...byTask(rows)].map(([task, own]) => {
    const { succeeded, retried, failed } = sumOf(own);
    const runs = succeeded + retried + failed;
    const ms = own.reduce((sum, { total_ms }) => sum + total_ms, 0);
    const runsOn = new Map(own.map((row) => [row.date, row.succeeded + row.retried + row.failed]));
    return {
      task,
      runs,
      succeeded,
      retried,
      failed,
      success: successOf({ succeeded, failed }),
      mean_ms: runs ? ms / runs : null,
      by_day: dates.map((date) => runsOn.get(date) ?? 0),
    };
  });
  // What fails comes first; then what runs most.
  tasks.sort((a, b) => b.failed - a.failed || b.runs - a.runs || a.task.localeCompare(b.task));
  return { tasks, days };
}

function byTask(rows: Row[]) {
  const tasks = new Map<string, Row[]>();
  for (const row of rows) {
    const own = tasks.get(row.task);
    if (own) own.push(row);
    else tasks.set(row.task, [row]);
  }
  return tasks;
}

/** Of those that came to their end. */
function successOf({ succeeded, failed }: Pick<Row, 'succeeded' | 'failed'>) {
  return succeeded + failed > 0 ? succeeded / (succeeded + failed) : null;
}

function sumOf(rows: Row[]) {
  const sum = { succeeded: 0, retried: 0, failed: 0 };
  for (const row of rows) {
    sum.succeeded += row.succeeded;
    sum.retried += row.retried;
    sum.failed += row.failed;
  }
  return sum;
}

/** Business days as YYYY-MM-DD. Days are counted, not hours: none is left out where clocks change. */
function daysUpTo(last: string, count: number) {
  const day = new Date(`${last}T00:00:00Z`);
  return Array.from({ length: count }, (_, at) => {
    const one = new Date(day);
    one.setUTCDate(day.getUTCDate() - (count - 1 - at));
    return one.toISOString().slice(0, 10);
  });
}
