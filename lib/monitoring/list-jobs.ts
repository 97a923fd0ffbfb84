import type { Ctx } from '../context';
import { Prisma } from '../db';
import { pageOf, type Page } from '../paging';
import { authorize } from '../permissions';
import { ERROR_READ, jobError, type JobError } from './job-error';
import { jobState, jobsIn } from './job-state';
import { jobSubjects, type JobSubject } from './job-subjects';
import type { JobState, ListJobsQuery } from './schema';

export type ListedJob = {
  id: number;
  task: string;
  state: JobState;
  about: JobSubject | null;
  attempts: number;
  max_attempts: number;
  /** At work since, due since, put off until, or given up at. */
  at: string;
  error: JobError | null;
};

type Row = {
  id: bigint;
  task: string;
  state: JobState;
  payload: unknown;
  attempts: number;
  max_attempts: number;
  at: Date;
  last_error: string | null;
};

/** The jobs of the queue, newest first. Finished ones have left it. */
export async function listJobs(ctx: Ctx, { state, task, ...page }: ListJobsQuery): Promise<Page<ListedJob>> {
  authorize(ctx, 'monitoring.view-jobs');
  const { cursor, limit } = page;
  const newer = cursor?.towards === 'newer';
  const terms = [
    ...(state ? [jobsIn(state)] : []),
    ...(task
      ? [Prisma.sql`job.task_id = (SELECT id FROM graphile_worker._private_tasks WHERE identifier = ${task})`]
      : []),
    ...(cursor ? [newer ? Prisma.sql`job.id > ${cursor.id}` : Prisma.sql`job.id < ${cursor.id}`] : []),
  ];
  const rows = await ctx.db.$queryRaw<Row[]>`
    SELECT job.id, task.identifier AS task, ${jobState()} AS state, job.payload, job.attempts::int, job.max_attempts::int,
      CASE WHEN job.locked_at IS NOT NULL THEN job.locked_at WHEN NOT job.is_available THEN job.updated_at ELSE job.run_at END AS at,
      left(job.last_error, ${ERROR_READ}) AS last_error
    FROM graphile_worker._private_jobs AS job JOIN graphile_worker._private_tasks AS task ON task.id = job.task_id
    WHERE ${terms.length ? Prisma.join(terms, ' AND ') : Prisma.sql`true`}
    ORDER BY job.id ${newer ? Prisma.sql`ASC` : Prisma.sql`DESC`} LIMIT ${limit + 1}`;
  const subjects = await jobSubjects(
    ctx,
    rows.map(({ payload }) => payload),
  );
  const jobs = rows.map((row, index) => ({ ...row, id: Number(row.id), about: subjects[index] ?? null }));
  return pageOf(jobs, page, ({ payload: _, last_error, at, ...job }) => ({
    ...job,
    at: at.toISOString(),
    error: jobError(last_error),
  }));
}
