import type { z } from 'zod';
import type { Tx } from './context';
import { Prisma } from './db';

/** A kind of job: its name and what it carries. Facts are named in the past tense, a verb's own job after the verb. */
export type Job<P extends z.ZodType = z.ZodType> = { name: string; payload: P; kind: 'fact' | 'verb' };

/** Something that has happened, for others to act upon. `lib/worker/registry.ts` binds it to the verbs that follow. */
export function defineFact<P extends z.ZodType>(name: string, payload: P) {
  return { name, payload, kind: 'fact' } as const satisfies Job<P>;
}

/** A verb that runs in the background. */
export function defineJob<P extends z.ZodType>(name: string, payload: P) {
  return { name, payload, kind: 'verb' } as const satisfies Job<P>;
}

export type JobOptions = {
  /** A job that waits under the same key is replaced instead of doubled. */
  key?: string;
  /** With a key: a job that is there already, waiting, running or given up, stays as it is and no other is added. */
  keepExisting?: boolean;
  runAt?: Date;
  /** How often a crash may take the job down before it is given up. */
  maxAttempts?: number;
  /** Lower runs first; 0 by default. */
  priority?: number;
};

/** The SQL call that adds a job, for statements that do several things at once. `payload` may be built in SQL. */
export function addJobSql(name: string, payload: Prisma.Sql, options: JobOptions = {}) {
  return Prisma.sql`graphile_worker.add_job(
    identifier => ${name}::text, payload => ${payload}, run_at => ${options.runAt ?? null}::timestamptz,
    max_attempts => ${options.maxAttempts ?? null}::int, job_key => ${options.key ?? null}::text, priority => ${options.priority ?? null}::int,
    job_key_mode => ${options.keepExisting ? 'unsafe_dedupe' : 'replace'}::text)`;
}

/** SQL for the job under a key: one row, which says whether crashes have used it up, or none. `key` is SQL for a text. */
export function jobUnderKey(key: Prisma.Sql) {
  return Prisma.sql`
    SELECT job.locked_at IS NULL AND job.attempts >= job.max_attempts AS given_up
    FROM graphile_worker.jobs AS job WHERE job.key = ${key}`;
}

/**
 * Adds a job in the transaction of the change that calls for it: both are committed or neither.
 * @returns the job's id
 */
export async function enqueue<P extends z.ZodType>(
  tx: Tx,
  job: Job<P>,
  payload: z.input<P>,
  options: JobOptions = {},
) {
  const body = Prisma.sql`${JSON.stringify(job.payload.parse(payload))}::json`;
  const [row] = await tx.db.$queryRaw<{ id: bigint }[]>`SELECT (${addJobSql(job.name, body, options)}).id`;
  if (!row) throw new Error(`job ${job.name} was not added`);
  return row.id;
}
