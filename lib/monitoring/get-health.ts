import { setTimeout as sleep } from 'node:timers/promises';
import type { Ctx } from '../context';
import { logError } from '../log';
import { authorize } from '../permissions';
import { CLOCK_TASKS } from './known-tasks';
import { queueFigures } from './queue-figures';

const PATIENCE_MS = 5_000;

export type Health = {
  status: 'ok' | 'degraded' | 'unavailable';
  database: boolean;
  /** Jobs that are due or at work, counted up to 10,001. */
  queue_length: number | null;
  /** How long the first of those that are due has waited, in seconds. */
  oldest_job_seconds: number | null;
  /** When the clock's work was last done by a worker. */
  last_sweep_at: string | null;
};

type Work = {
  queue_length: number;
  oldest_job_seconds: number | null;
  last_sweep_at: Date | null;
  is_swept: boolean;
};

const asked = new WeakMap<Ctx['db'], Promise<Health>>();

/**
 * How the product is, told to whoever asks. It answers, whatever else does not. Who asks while somebody else does hears the
 * same: anybody may ask, and must not take up the connections by it.
 */
export async function getHealth(ctx: Ctx): Promise<Health> {
  authorize(ctx, 'monitoring.view-health');
  const present = asked.get(ctx.db);
  if (present) return present;
  const answer = askDatabase(ctx).finally(() => asked.delete(ctx.db));
  asked.set(ctx.db, answer);
  return answer;
}

async function askDatabase(ctx: Ctx): Promise<Health> {
  const gaveUp = new AbortController();
  try {
    const work = await Promise.race([workOf(ctx), late(gaveUp.signal)]);
    return {
      status: work.is_swept ? 'ok' : 'degraded',
      database: true,
      queue_length: work.queue_length,
      oldest_job_seconds: work.oldest_job_seconds,
      last_sweep_at: work.last_sweep_at?.toISOString() ?? null,
    };
  } catch (error) {
    logError(error, { event: 'database_unreachable', request_id: ctx.requestId });
    const unknown = { queue_length: null, oldest_job_seconds: null, last_sweep_at: null };
    return { status: 'unavailable', database: false, ...unknown };
  } finally {
    gaveUp.abort();
  }
}

async function late(signal: AbortSignal): Promise<never> {
  await sleep(PATIENCE_MS, undefined, { signal });
  throw new Error(`the database did not answer within ${PATIENCE_MS} ms`);
}

async function workOf(ctx: Ctx): Promise<Work> {
  // Workers renew other leases outside the queue, also while the clock stands still.
  const clock = CLOCK_TASKS.map(({ task }) => task);
  const [queue, [swept]] = await Promise.all([
    queueFigures(ctx),
    ctx.db.$queryRaw<Pick<Work, 'last_sweep_at' | 'is_swept'>[]>`
      SELECT max(last_run_at) AS last_sweep_at, coalesce(max(last_run_at) > now() - interval '5 minutes', false) AS is_swept
      FROM leases WHERE key = ANY(${clock})`,
  ]);
  if (!swept) throw new Error('the database answered nothing');
  return { queue_length: queue.length, oldest_job_seconds: queue.oldest_seconds, ...swept };
}
