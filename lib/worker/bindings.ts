import type { z } from 'zod';
import type { Ctx, Tx } from '../context';
import type { Job } from '../queue';

/** How a run of a task is counted. One that was put off, or has failed but is tried again, is "retried". */
export type JobResult = 'succeeded' | 'retried' | 'failed';

/** What a job does. `stop` is raised when this worker is asked to end: leave soon, another job may go on. */
export type Task = {
  job: Job;
  run: (ctx: Ctx, payload: unknown, stop: AbortSignal) => Promise<JobResult>;
};

/**
 * The verb that runs when a job is taken from the queue.
 * @param resultOf for a verb that answers how it went; others succeed unless they throw
 */
export function runs<P extends z.ZodType, T>(
  job: Job<P>,
  verb: (ctx: Ctx, payload: z.output<P>, stop: AbortSignal) => Promise<T>,
  resultOf: (answer: T) => JobResult = () => 'succeeded',
): Task {
  return {
    job,
    run: async (ctx, payload, stop) => resultOf(await verb(ctx, job.payload.parse(payload), stop)),
  };
}

type Terms<F> = {
  /** Left out: always. */
  when?: (payload: F) => boolean;
  /** Left out: one job for each time the fact is announced. */
  key?: (payload: F) => string;
  maxAttempts?: number;
  /** What only the database knows; asked last. Left out: always. */
  given?: (tx: Tx, payload: F) => Promise<boolean>;
};

/** A verb that follows from a fact. `keyOf` is the key of its job, or undefined where this payload does not concern it. */
export type Binding = {
  fact: Job;
  job: Job;
  maxAttempts?: number;
  keyOf: (payload: unknown, factId: string) => string | undefined;
  /** Whether it is to be done for what the payload names. */
  isGiven: (tx: Tx, payload: unknown) => Promise<boolean>;
};

/** Binds a verb to a fact. Of the fact's payload, its job takes what it asks for. */
export function follows<F extends z.ZodType, J extends z.ZodType>(
  fact: Job<F>,
  job: z.output<F> extends z.input<J> ? Job<J> : never,
  { when = () => true, key, maxAttempts, given }: Terms<z.output<F>> = {},
): Binding {
  const keyOf = (raw: unknown, factId: string) => {
    const payload = fact.payload.parse(raw);
    if (!when(payload)) return undefined;
    return key ? key(payload) : `fact:${factId}:${job.name}`;
  };
  const isGiven = async (tx: Tx, raw: unknown) => (given ? given(tx, fact.payload.parse(raw)) : true);
  return { fact, job, maxAttempts, keyOf, isGiven };
}

/** A verb that runs again and again. `cron` says when, to the minute. */
export type Periodic = { name: string; cron: string; run: (ctx: Ctx) => Promise<unknown> };

export function every(cron: string, name: string, run: Periodic['run']): Periodic {
  return { name, cron, run };
}
