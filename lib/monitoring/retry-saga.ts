import type { z } from 'zod';
import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { authorize } from '../permissions';
import { enqueueSaga, sagaStatus } from '../saga';
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
      await tx.db.$executeRaw`
        UPDATE sagas SET status = ${to}::saga_status, error_code = NULL, updated_at = now() WHERE id = ${id}`;
      await tx.db.$executeRaw`UPDATE saga_steps SET failures = 0, next_try_at = NULL WHERE saga_id = ${id}`;
      await enqueueSaga(tx, kind, id);
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
