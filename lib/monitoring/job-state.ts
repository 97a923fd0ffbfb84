import { Prisma } from '../db';
import type { JobState } from './schema';

/** SQL for the jobs in a state; each condition is one of the partial indexes of the queue. */
export function jobsIn(state: JobState) {
  switch (state) {
    case 'running':
      return Prisma.sql`NOT job.is_available AND job.locked_at IS NOT NULL`;
    case 'failed':
      return Prisma.sql`NOT job.is_available AND job.locked_at IS NULL`;
    case 'due':
      return Prisma.sql`job.is_available AND job.run_at <= now()`;
    case 'scheduled':
      return Prisma.sql`job.is_available AND job.run_at > now()`;
  }
}

/** SQL for the state of a job, as it is when the transaction began or, after waiting for its row, `at` that time. */
export const jobState = (at = Prisma.sql`now()`) => Prisma.sql`CASE
  WHEN job.locked_at IS NOT NULL THEN 'running' WHEN NOT job.is_available THEN 'failed'
  WHEN job.run_at <= ${at} THEN 'due' ELSE 'scheduled' END`;
