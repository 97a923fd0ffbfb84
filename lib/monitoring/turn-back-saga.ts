import type { z } from 'zod';
import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { InvalidStateTransitionError } from '../errors';
import { authorize } from '../permissions';
import { canTurnBack, turnBack } from '../saga-notes';
import { inTransaction } from '../transaction';
import { isForward } from './get-saga';
import { lockSaga } from './internal';
import { sagaOf } from './known-sagas';
import type { MoveSagaInput } from './schema';

/**
 * Undoes what a saga has done, instead of carrying it on.
 * @throws ResourceNotFoundError
 * @throws InvalidStateTransitionError when it has ended, goes back already, or has done what cannot be undone
 */
export async function turnBackSaga(
  ctx: Ctx,
  input: z.output<typeof MoveSagaInput>,
): Promise<{ saga_id: number }> {
  authorize(ctx, 'monitoring.turn-back-saga');
  return inTransaction(
    ctx,
    async (tx) => {
      const { id, kind, status, steps } = await lockSaga(tx, input.id);
      const at = steps.find((step) => step.status !== 'DONE');
      const definition = sagaOf(kind);
      const may = (status === 'RUNNING' || status === 'STUCK') && isForward(steps);
      if (!may || !at || !definition || !canTurnBack(definition, at.seq))
        throw new InvalidStateTransitionError('saga', status, 'COMPENSATING');
      await turnBack(tx, { kind, sagaId: id }, null);
      await recordAudit(tx, {
        action: 'monitoring.turn-back-saga',
        entity: 'saga',
        entityId: id,
        before: { status, step: at.name },
        after: { status: 'COMPENSATING', kind },
      });
      return { saga_id: id };
    },
    { verb: 'monitoring.turn-back-saga', input },
  );
}
