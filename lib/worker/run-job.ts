import type { Task as QueueTask } from 'graphile-worker';
import { businessDay } from '../clock';
import { systemContext, type Ctx } from '../context';
import { logError } from '../log';
import { requestScope } from '../request-scope';
import type { JobResult } from './bindings';

export type Run = { payload: unknown; jobId: string; stop: AbortSignal };

/**
 * Makes what the queue calls: a context of the job's own, whose request id leads from a log line or an audit row to the
 * job; a failure logged; every run counted.
 */
export function runJob(name: string, work: (ctx: Ctx, run: Run) => Promise<JobResult>): QueueTask {
  return async (payload, { job, abortSignal }) => {
    const ctx = systemContext(name, `job-${job.id}-${job.attempts}`);
    const began = performance.now();
    const count = (result: JobResult) => countJob(ctx, name, result, performance.now() - began);
    try {
      const run = { payload, jobId: job.id, stop: abortSignal };
      await count(await requestScope.run(ctx.requestId, () => work(ctx, run)));
    } catch (error) {
      logError(error, {
        task: name,
        job_id: job.id,
        attempt: job.attempts,
        request_id: ctx.requestId,
        payload,
      });
      await count(job.attempts < job.max_attempts ? 'retried' : 'failed');
      throw error;
    }
  };
}

/** A job that is done stays done when it cannot be counted. */
async function countJob(ctx: Ctx, task: string, result: JobResult, ms: number) {
  const one = (kind: JobResult) => (kind === result ? 1 : 0);
  try {
    await ctx.db.$executeRaw`
      INSERT INTO job_stats AS stat (task, day, succeeded, failed, retried, total_ms)
      VALUES (${task}, ${businessDay()}::date, ${one('succeeded')}, ${one('failed')}, ${one('retried')}, ${Math.round(ms)})
      ON CONFLICT (task, day) DO UPDATE SET succeeded = stat.succeeded + EXCLUDED.succeeded,
        failed = stat.failed + EXCLUDED.failed, retried = stat.retried + EXCLUDED.retried,
        total_ms = stat.total_ms + EXCLUDED.total_ms`;
  } catch (error) {
    logError(error, { task, event: 'job_not_counted', request_id: ctx.requestId });
  }
}
