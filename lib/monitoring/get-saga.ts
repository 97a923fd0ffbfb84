import type { z } from 'zod';
import type { Ctx } from '../context';
import { ResourceNotFoundError } from '../errors';
import type { SagaStatus, SagaStepStatus } from '../generated/prisma/enums';
import { masked } from '../mask';
import { authorize } from '../permissions';
import { canTurnBack } from '../saga-notes';
import { sagaOf } from './known-sagas';
import type { SagaKind, SagaParams, SagaStepName } from './schema';

export type ShownStep = {
  seq: number;
  name: SagaStepName;
  status: SagaStepStatus;
  attempts: number;
  failures: number;
  next_try_at: string | null;
  error_code: string | null;
  input: string | null;
  output: string | null;
  /** Whether there is something to undo, and how often that was tried. */
  has_undo: boolean;
  is_pivot: boolean;
  compensation_attempts: number;
  started_at: string | null;
  finished_at: string | null;
  compensated_at: string | null;
};

export type ShownSaga = {
  id: number;
  kind: SagaKind;
  order_no: string;
  status: SagaStatus;
  error_code: string | null;
  created_at: string;
  finished_at: string | null;
  may_retry: boolean;
  may_turn_back: boolean;
  steps: ShownStep[];
};

/** One saga, step by step. @throws ResourceNotFoundError */
export async function getSaga(ctx: Ctx, { id }: z.output<typeof SagaParams>): Promise<ShownSaga> {
  authorize(ctx, 'monitoring.view-sagas');
  const saga = await ctx.db.saga.findUnique({
    where: { id },
    include: { steps: { orderBy: { seq: 'asc' } } },
  });
  if (!saga) throw new ResourceNotFoundError('saga', id);
  const definition = sagaOf(saga.kind);
  const declared = new Map(definition?.steps.map((step) => [step.name, step]));
  const at = saga.steps.find((step) => step.status !== 'DONE');
  const goesOn = saga.status === 'RUNNING' || saga.status === 'STUCK';
  return {
    id,
    kind: saga.kind as SagaKind,
    order_no: saga.subject,
    status: saga.status,
    error_code: saga.errorCode,
    created_at: saga.createdAt.toISOString(),
    finished_at: timeOf(saga.finishedAt),
    may_retry: saga.status === 'STUCK',
    may_turn_back: Boolean(
      goesOn && at && isForward(saga.steps) && definition && canTurnBack(definition, at.seq),
    ),
    steps: saga.steps.map((step) => ({
      seq: step.seq,
      name: step.name as SagaStepName,
      status: step.status,
      attempts: step.attempts,
      failures: step.failures,
      next_try_at: timeOf(step.nextTryAt),
      error_code: step.errorCode,
      input: jsonOf(step.input),
      output: jsonOf(step.output),
      has_undo: typeof declared.get(step.name)?.undo === 'function',
      is_pivot: Boolean(declared.get(step.name)?.pivot),
      compensation_attempts: step.compensationAttempts,
      started_at: timeOf(step.startedAt),
      finished_at: timeOf(step.finishedAt),
      compensated_at: timeOf(step.compensatedAt),
    })),
  };
}

const BACK = new Set<SagaStepStatus>(['FAILED', 'COMPENSATING', 'COMPENSATED', 'SKIPPED']);

/** Whether nothing of a saga has been undone so far. */
export function isForward(steps: { status: SagaStepStatus }[]) {
  return !steps.some(({ status }) => status !== 'FAILED' && BACK.has(status));
}

const timeOf = (at: Date | null) => at?.toISOString() ?? null;

function jsonOf(value: unknown) {
  return value === null ? null : JSON.stringify(masked(value), null, 2);
}
