import { z } from 'zod';
import type { Ctx, Tx } from './context';
import type { Prisma } from './db';
import { defineJob, enqueue, type Job } from './queue';
import { defineStatus } from './status';
import type { SagaStatus } from './generated/prisma/enums';
import { id } from './text';

/** The worker moves a saga; a person moves one that is stuck, on or back. */
export const sagaStatus = defineStatus<SagaStatus>('saga', {
  RUNNING: ['DONE', 'COMPENSATING', 'STUCK'],
  COMPENSATING: ['COMPENSATED', 'STUCK'],
  STUCK: ['RUNNING', 'COMPENSATING'],
  DONE: [],
  COMPENSATED: [],
});

/** What a step leaves behind for the steps after it and for whoever looks. */
export type Output = Record<string, string | number | boolean | null>;

/** A step that has not come to its end asks to be looked at again. */
export type StepAnswer = { output?: Output } | { wait_seconds: number };

export type StepRun<I> = { input: I; outputs: Record<string, Output> };

/**
 * One step: verbs that may run twice, since a crash between the work and its note repeats it.
 */
export type SagaStep<I> = {
  name: string;
  run(ctx: Ctx, at: StepRun<I>): Promise<StepAnswer>;
  /** Takes back what `run` did, or may have done; left out where nothing is to be taken back. It may run twice, too. */
  undo?(ctx: Ctx, at: StepRun<I>): Promise<StepAnswer>;
  /** Once this is done there is no way back: what fails behind it is tried again until a person helps. */
  pivot?: true;
};

/** A piece of work over several transactions and outside systems: plain verbs in a row, whose notes are rows. */
export type SagaDefinition<S extends z.ZodType = z.ZodType> = {
  job: Job<typeof SagaJob>;
  input: S;
  steps: SagaStep<z.output<S>>[];
};

const SagaJob = z.object({ saga_id: id() });

/** The job that carries a kind of saga on; its name is the kind. */
export function defineSagaJob(kind: string) {
  return defineJob(kind, SagaJob);
}

/** How often a crash may take a worker down with one saga before the job is given up. */
const SAGA_CRASHES = 12;

function sagaJobKey(sagaId: number) {
  return `saga:${sagaId}`;
}

/** Adds the job that carries a saga on, now or later; the one that waits already is replaced. */
export async function enqueueSaga(tx: Tx, kind: string, sagaId: number, runAt?: Date) {
  await enqueue(
    tx,
    defineSagaJob(kind),
    { saga_id: sagaId },
    { key: sagaJobKey(sagaId), runAt, maxAttempts: SAGA_CRASHES },
  );
}

/**
 * Begins a saga in the transaction of the change that calls for it. While one of its kind is at work on the same subject,
 * no other begins.
 * @param subject what it is about, for example an order's number
 * @returns the saga at work, and whether this call began it
 */
export async function startSaga<S extends z.ZodType>(
  tx: Tx,
  { job, steps }: SagaDefinition<S>,
  subject: string,
  input: z.output<S>,
  requestedBy: number | null = null,
): Promise<{ saga_id: number; isNew: boolean }> {
  const kind = job.name;
  const names = steps.map(({ name }) => name);
  const [begun] = await tx.db.$queryRaw<{ id: number }[]>`
    WITH saga AS (
      INSERT INTO sagas (kind, subject, input, requested_by)
      VALUES (${kind}, ${subject}, ${input as Prisma.JsonObject}::jsonb, ${requestedBy}::int)
      ON CONFLICT (kind, subject) WHERE status IN ('RUNNING', 'COMPENSATING', 'STUCK') DO NOTHING RETURNING id),
    steps AS (
      INSERT INTO saga_steps (saga_id, seq, name)
      SELECT saga.id, step.seq, step.name FROM saga, unnest(${names}::text[]) WITH ORDINALITY AS step (name, seq))
    SELECT id FROM saga`;
  if (begun) {
    await enqueueSaga(tx, kind, begun.id);
    return { saga_id: begun.id, isNew: true };
  }
  const atWork = await tx.db.saga.findFirstOrThrow({
    where: { kind, subject, status: { in: ['RUNNING', 'COMPENSATING', 'STUCK'] } },
    select: { id: true },
  });
  return { saga_id: atWork.id, isNew: false };
}
