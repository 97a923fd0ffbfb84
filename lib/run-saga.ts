import type { Ctx, Tx } from './context';
import type { Prisma } from './db';
import { asAppError } from './errors';
import type { SagaStatus, SagaStepStatus } from './generated/prisma/enums';
import { logError, logEvent, logRefusal } from './log';
import type { Output, SagaDefinition } from './saga';
import {
  endSaga,
  isRefusal,
  noteAnswer,
  noteFailure,
  type Claim,
  type ClaimedStep,
  type SagaOutcome,
} from './saga-notes';
import { inTransaction } from './transaction';

/** A step that was begun and never told its end may have had its effect. */
const MAY_HAVE_HAPPENED = new Set<SagaStepStatus>(['DONE', 'RUNNING', 'COMPENSATING']);

/**
 * Carries a saga on from where its rows say it is: step after step, or back over what was done, last first. Between claiming
 * a step and noting what came of it no transaction is open; whoever dies there is followed by another run, and only the
 * last one that claimed a step notes its end.
 */
export async function runSaga(ctx: Ctx, definition: SagaDefinition, sagaId: number): Promise<SagaOutcome> {
  for (;;) {
    const claim = await inTransaction(ctx, (tx) => claimStep(tx, definition, sagaId));
    const ended = typeof claim === 'string' ? claim : await take(ctx, definition, claim);
    if (!ended) continue;
    logEvent('saga_run_ended', {
      saga: definition.job.name,
      saga_id: sagaId,
      outcome: ended,
      request_id: ctx.requestId,
    });
    return ended;
  }
}

type Row = ClaimedStep & { status: SagaStepStatus; output: Output | null };

async function claimStep(
  tx: Tx,
  { job: { name: kind }, input, steps }: SagaDefinition,
  sagaId: number,
): Promise<Claim | SagaOutcome> {
  const [saga] = await tx.db.$queryRaw<{ status: SagaStatus; subject: string; input: unknown }[]>`
    SELECT status, subject, input FROM sagas WHERE id = ${sagaId} AND kind = ${kind} FOR NO KEY UPDATE`;
  if (!saga || (saga.status !== 'RUNNING' && saga.status !== 'COMPENSATING')) return 'ended';
  const back = saga.status === 'COMPENSATING';
  const rows = await tx.db.$queryRaw<Row[]>`
    SELECT seq, name, status, output, failures, 1 + CASE WHEN ${back} THEN compensation_attempts ELSE attempts END AS attempt
    FROM saga_steps WHERE saga_id = ${sagaId} ORDER BY seq`;
  const undone = new Set(steps.filter((step) => typeof step.undo === 'function').map(({ name }) => name));
  const step = back
    ? rows.findLast(({ status, name }) => MAY_HAVE_HAPPENED.has(status) && undone.has(name))
    : rows.find(({ status }) => status !== 'DONE');
  if (!step) return endSaga(tx, sagaId, back ? 'COMPENSATED' : 'DONE');
  const outputs = Object.fromEntries(rows.flatMap(({ name, output }) => (output ? [[name, output]] : [])));
  const at = { input: input.parse(saga.input), outputs };
  await tx.db.$executeRaw`
    UPDATE saga_steps SET status = ${back ? 'COMPENSATING' : 'RUNNING'}::saga_step_status, next_try_at = NULL,
      attempts = attempts + ${back ? 0 : 1}, compensation_attempts = compensation_attempts + ${back ? 1 : 0},
      started_at = coalesce(started_at, now()), input = coalesce(input, ${at as Prisma.JsonObject}::jsonb)
    WHERE saga_id = ${sagaId} AND seq = ${step.seq}`;
  return { kind, sagaId, subject: saga.subject, back, at, step };
}

/** Does what was claimed and notes what came of it. @returns how the run ends, or undefined when it goes on */
async function take(ctx: Ctx, definition: SagaDefinition, claim: Claim) {
  const { step, back, at } = claim;
  try {
    const declared = definition.steps.find(({ name }) => name === step.name);
    if (!declared) throw new Error(`saga ${claim.kind} has no step ${step.name}`);
    const answer = (await (back ? declared.undo?.(ctx, at) : declared.run(ctx, at))) ?? {};
    return await inTransaction(ctx, (tx) => noteAnswer(tx, claim, answer));
  } catch (thrown) {
    const error = asAppError(thrown);
    const facts = {
      event: 'saga_step_failed',
      saga: claim.kind,
      saga_id: claim.sagaId,
      order_no: claim.subject,
      step: step.name,
      attempt: step.attempt,
      error_code: error.errorCode,
      request_id: ctx.requestId,
    };
    // A no is an answer, which the saga acts upon.
    if (isRefusal(error)) logRefusal(error, facts);
    else logError(thrown, facts);
    return inTransaction(ctx, (tx) => noteFailure(tx, definition, claim, error));
  }
}
