import type { z } from 'zod';
import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { authorize } from '../permissions';
import { sagaStatus } from '../saga';
import { carryOn } from '../saga-notes';
import { inTransaction } from '../transaction';
import { isForward } from './get-saga';
import { lockSaga } from './internal';
import type { MoveSagaInput } from './schema';

/**
 * Carries a saga on that waited for a person, in the direction in which it went.
 * @throws ResourceNotFoundError
 * @throws InvalidStateTransitionError when it is not stuck
 */
export async function retrySaga(
  ctx: Ctx,
  input: z.output<typeof MoveSagaInput>,
): Promise<{ saga_id: number }> {
  authorize(ctx, 'monitoring.retry-saga');
  return inTransaction(
    ctx,
    async (tx) => {
      const { id, kind, status, steps } = await lockSaga(tx, input.id);
      const to = isForward(steps) ? 'RUNNING' : 'COMPENSATING';
      sagaStatus.assertMove(status, to);
      await carryOn(tx, { kind, sagaId: id }, to);
      await recordAudit(tx, {
        action: 'monitoring.retry-saga',
        entity: 'saga',
        entityId: id,
        before: { status },
        after: { status: to, kind },
      });
      return { saga_id: id };
    },
    { verb: 'monitoring.retry-saga', input },
  );
}
