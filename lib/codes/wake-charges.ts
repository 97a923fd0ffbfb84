import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { authorize } from '../permissions';
import { carryOn } from '../saga-notes';
import { inTransaction } from '../transaction';
import { chargeSaga } from './charge-saga';

/**
 * A charge that waits for a person goes on by itself once it has been decided elsewhere: the order was paid or has ended, or
 * the provider has said what became of it. Carried on, it finds out what that means: an end, or the way back.
 */
export async function wakeCharges(ctx: Ctx): Promise<{ woken: number }> {
  authorize(ctx, 'codes.wake-charges');
  const kind = chargeSaga.job.name;
  return inTransaction(ctx, async (tx) => {
    const decided = await tx.db.$queryRaw<{ id: number; order_no: string }[]>`
      SELECT saga.id, saga.subject AS order_no FROM sagas AS saga
        JOIN saga_steps AS step ON step.saga_id = saga.id AND step.name = 'charge' AND step.status = 'RUNNING'
        JOIN payments AS paid ON paid.id = (saga.input ->> 'payment_id')::int
        JOIN orders AS bought ON bought.id = paid.order_id
      WHERE saga.kind = ${kind} AND saga.status = 'STUCK'
        AND (paid.status NOT IN ('PENDING', 'TIMEOUT') OR bought.payment_status <> 'UNPAID' OR bought.status = 'CANCELLED')
      ORDER BY saga.id LIMIT 100 FOR NO KEY UPDATE OF saga SKIP LOCKED`;
    for (const { id: sagaId, order_no } of decided) {
      await carryOn(tx, { kind, sagaId }, 'RUNNING');
      await recordAudit(tx, {
        action: 'codes.wake-charges',
        entity: 'order',
        entityId: order_no,
        before: { saga: 'STUCK' },
        after: { saga: 'RUNNING', saga_id: sagaId },
      });
    }
    return { woken: decided.length };
  });
}
