import type { Ctx } from '../context';
import { Prisma } from '../db';

/** Counts end here: what is past it is "10,000+", however many millions wait. */
export const QUEUE_COUNTED = 10_000;
const STOP = QUEUE_COUNTED + 1;

export type QueueFigures = {
  /** Jobs that are due or at work. Each of these counts is one more than QUEUE_COUNTED where there are more. */
  length: number;
  /** How long the first of those that are due has waited. */
  oldest_seconds: number | null;
  running: number;
  /** Given up: they run again only when somebody says so. */
  failed: number;
  /** Wait for a later moment. */
  scheduled: number;
};

const JOBS = Prisma.sql`graphile_worker._private_jobs`;

function counted(rows: Prisma.Sql) {
  return Prisma.sql`(SELECT count(*)::int FROM (${rows} LIMIT ${STOP}) AS counted)`;
}

/** Of the jobs that wait, lane by lane: the queue's index begins with the priority. */
function waiting(columns: Prisma.Sql, terms: Prisma.Sql) {
  return Prisma.sql`
    SELECT job.* FROM lane, LATERAL (
      SELECT ${columns} FROM ${JOBS} WHERE is_available AND priority = lane.priority ${terms}) AS job`;
}

/** How the queue stands: one statement that is as quick with a million jobs as with one. */
export async function queueFigures({ db }: Pick<Ctx, 'db'>): Promise<QueueFigures> {
  const some = Prisma.sql`LIMIT ${STOP}`;
  const [figures] = await db.$queryRaw<QueueFigures[]>`
    WITH RECURSIVE lane AS (
      (SELECT priority FROM ${JOBS} WHERE is_available ORDER BY priority LIMIT 1)
      UNION ALL
      SELECT further.priority FROM lane, LATERAL (
        SELECT priority FROM ${JOBS} WHERE is_available AND priority > lane.priority ORDER BY priority LIMIT 1) AS further),
    figure AS (
      SELECT
        ${counted(waiting(Prisma.empty, Prisma.sql`AND run_at <= now() ${some}`))} AS due,
        ${counted(waiting(Prisma.empty, Prisma.sql`AND run_at > now() ${some}`))} AS scheduled,
        ${counted(Prisma.sql`SELECT FROM ${JOBS} WHERE NOT is_available AND locked_at IS NOT NULL`)} AS running,
        ${counted(Prisma.sql`SELECT FROM ${JOBS} WHERE NOT is_available AND locked_at IS NULL`)} AS failed,
        (SELECT min(run_at) FROM (${waiting(Prisma.sql`run_at`, Prisma.sql`ORDER BY run_at LIMIT 1`)}) AS first) AS oldest)
    SELECT least(due + running, ${STOP}) AS length,
      CASE WHEN oldest <= now() THEN floor(extract(epoch FROM now() - oldest))::int END AS oldest_seconds,
      running, failed, scheduled
    FROM figure`;
  if (!figures) throw new Error('the database answered nothing');
  return figures;
}
