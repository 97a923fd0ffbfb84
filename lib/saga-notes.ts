import { closeAlert, raiseAlert } from './alerts';
import { now } from './clock';
import type { Tx } from './context';
import type { AppError, ErrorCode } from './errors';
import { enqueueSaga, sagaStatus, type SagaDefinition, type StepAnswer, type StepRun } from './saga';

/** How often in a row a step may fail before a person is asked, and the longest pause in between. */
const FAILURES = 8;
const LONGEST_PAUSE_SECONDS = 300;
/** What is waited for seconds is looked for often, what is waited for days seldom: each pause is so much longer. */
const PATIENCE = 1.1;

/** How a run ends: with the saga, or because somebody or something else has to move first. */
export type SagaOutcome = 'done' | 'compensated' | 'stuck' | 'waiting' | 'ended';

export type ClaimedStep = { seq: number; name: string; attempt: number; failures: number };

/** A step that one run has claimed; `back` when it is to be undone. */
export type Claim = {
  kind: string;
  sagaId: number;
  subject: string;
  back: boolean;
  at: StepRun<unknown>;
  step: ClaimedStep;
};

/** The step has answered. @returns how the run ends, or undefined when the next step may be claimed */
export async function noteAnswer(tx: Tx, claim: Claim, answer: StepAnswer) {
  if (!(await isStillHeld(tx, claim))) return 'ended' as const;
  const { sagaId, step, back } = claim;
  if ('wait_seconds' in answer)
    return putOff(tx, claim, atMost(answer.wait_seconds * PATIENCE ** (step.attempt - 1)), null);
  await tx.db.$executeRaw`
    UPDATE saga_steps SET failures = 0, error_code = NULL,
      status = ${back ? 'COMPENSATED' : 'DONE'}::saga_step_status,
      output = CASE WHEN ${back} THEN output ELSE ${answer.output ?? null}::jsonb END,
      finished_at = CASE WHEN ${back} THEN finished_at ELSE now() END,
      compensated_at = CASE WHEN ${back} THEN now() END
    WHERE saga_id = ${sagaId} AND seq = ${step.seq}`;
  await tx.db.$executeRaw`UPDATE sagas SET updated_at = now() WHERE id = ${sagaId}`;
  return undefined;
}

/** The step has failed: a refusal turns the saga back while it can, anything else is tried again for a while. */
export async function noteFailure(tx: Tx, definition: SagaDefinition, claim: Claim, error: AppError) {
  if (!(await isStillHeld(tx, claim))) return 'ended' as const;
  const { kind, sagaId, step, back } = claim;
  const { errorCode } = error;
  if (!back && isRefusal(error)) {
    await tx.db.$executeRaw`
      UPDATE saga_steps SET status = 'FAILED', error_code = ${errorCode}, finished_at = now()
      WHERE saga_id = ${sagaId} AND seq = ${step.seq}`;
    if (!canTurnBack(definition, step.seq)) return giveUp(tx, claim, errorCode);
    await turnBack(tx, { kind, sagaId }, errorCode);
    return undefined;
  }
  const failures = step.failures + 1;
  await tx.db
    .$executeRaw`UPDATE saga_steps SET failures = ${failures} WHERE saga_id = ${sagaId} AND seq = ${step.seq}`;
  if (failures >= FAILURES) return giveUp(tx, claim, errorCode);
  // Many that failed together do not come again together.
  return putOff(tx, claim, atMost(2 ** failures) * (0.75 + Math.random() / 2), errorCode);
}

/** A final no, which asking again would not change. */
export function isRefusal({ httpStatus }: AppError) {
  return httpStatus >= 400 && httpStatus < 500 && httpStatus !== 429;
}

/** Whether nothing has been done before the step of this number that cannot be undone. */
export function canTurnBack({ steps }: SagaDefinition, seq: number) {
  return !steps.slice(0, seq - 1).some(({ pivot }) => pivot);
}

/** From now on the saga goes back: what was not begun never is. */
export async function turnBack(
  tx: Tx,
  { kind, sagaId }: Pick<Claim, 'kind' | 'sagaId'>,
  cause: ErrorCode | null,
) {
  await tx.db.$executeRaw`
    UPDATE saga_steps SET failures = 0, next_try_at = NULL,
      status = CASE WHEN status = 'PENDING' THEN 'SKIPPED'::saga_step_status ELSE status END
    WHERE saga_id = ${sagaId}`;
  await tx.db.$executeRaw`
    UPDATE sagas SET status = 'COMPENSATING', error_code = ${cause}, updated_at = now()
    WHERE id = ${sagaId} AND status = ANY(${sagaStatus.sourcesOf('COMPENSATING')}::saga_status[])`;
  await enqueueSaga(tx, kind, sagaId);
}

/** Whether this run is still the last one that claimed the step; the saga is locked then. */
async function isStillHeld(tx: Tx, { sagaId, step, back }: Claim) {
  const held = await tx.db.$queryRaw<object[]>`
    SELECT FROM sagas AS saga JOIN saga_steps AS step ON step.saga_id = saga.id AND step.seq = ${step.seq}
    WHERE saga.id = ${sagaId} AND saga.status = ${back ? 'COMPENSATING' : 'RUNNING'}::saga_status
      AND CASE WHEN ${back} THEN step.compensation_attempts ELSE step.attempts END = ${step.attempt}
    FOR NO KEY UPDATE OF saga`;
  return held.length === 1;
}

const atMost = (seconds: number) => Math.min(LONGEST_PAUSE_SECONDS, seconds);

async function putOff(tx: Tx, { kind, sagaId, step }: Claim, seconds: number, errorCode: ErrorCode | null) {
  const at = new Date(now().getTime() + seconds * 1_000);
  await tx.db.$executeRaw`
    UPDATE saga_steps SET next_try_at = ${at}, error_code = ${errorCode} WHERE saga_id = ${sagaId} AND seq = ${step.seq}`;
  // Waiting for somebody else is life, failing is not.
  if (!errorCode) await tx.db.$executeRaw`UPDATE sagas SET updated_at = now() WHERE id = ${sagaId}`;
  await enqueueSaga(tx, kind, sagaId, at);
  return 'waiting' as const;
}

/** A saga that waited for a person is carried on, the way it was going. */
export async function carryOn(
  tx: Tx,
  { kind, sagaId }: Pick<Claim, 'kind' | 'sagaId'>,
  to: 'RUNNING' | 'COMPENSATING',
) {
  await tx.db.$executeRaw`
    UPDATE sagas SET status = ${to}::saga_status, error_code = NULL, updated_at = now() WHERE id = ${sagaId}`;
  await tx.db.$executeRaw`UPDATE saga_steps SET failures = 0, next_try_at = NULL WHERE saga_id = ${sagaId}`;
  await enqueueSaga(tx, kind, sagaId);
}

async function giveUp(tx: Tx, { kind, sagaId, subject, step }: Claim, errorCode: ErrorCode) {
  await markStuck(tx, { kind, sagaId, subject, step: step.name }, errorCode);
  return 'stuck' as const;
}

/** The saga waits for a person, who is called. */
export async function markStuck(
  tx: Tx,
  { kind, sagaId, subject, step }: Pick<Claim, 'kind' | 'sagaId' | 'subject'> & { step: string },
  errorCode: ErrorCode,
) {
  const stuck = await tx.db.$executeRaw`
    UPDATE sagas SET status = 'STUCK', error_code = ${errorCode}, updated_at = now()
    WHERE id = ${sagaId} AND status = ANY(${sagaStatus.sourcesOf('STUCK')}::saga_status[])`;
  if (stuck !== 1) return;
  const facts = { saga_id: sagaId, kind, order_no: subject, step, error_code: errorCode };
  await raiseAlert(tx, 'sagas.stuck', String(sagaId), facts);
}

/** All of it is done, or undone. */
export async function endSaga(tx: Tx, sagaId: number, status: 'DONE' | 'COMPENSATED') {
  // A step that was begun and has nothing to undo has been left out in the end.
  if (status === 'COMPENSATED')
    await tx.db
      .$executeRaw`UPDATE saga_steps SET status = 'SKIPPED' WHERE saga_id = ${sagaId} AND status = 'RUNNING'`;
  await tx.db.$executeRaw`
    UPDATE sagas SET status = ${status}::saga_status, finished_at = now(), updated_at = now(),
      error_code = CASE WHEN ${status} = 'DONE' THEN NULL ELSE error_code END
    WHERE id = ${sagaId}`;
  await closeAlert(tx, 'sagas.stuck', String(sagaId));
  return status === 'DONE' ? ('done' as const) : ('compensated' as const);
}
