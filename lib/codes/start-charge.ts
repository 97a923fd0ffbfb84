import type { z } from 'zod';
import { recordAudit } from '../audit';
import type { Ctx, Tx } from '../context';
import { wayToCharge } from '../payments/payment-providers';
import { recordAttempt } from '../payments/record-attempt';
import { authorize, userIdOf } from '../permissions';
import { startSaga } from '../saga';
import { endSaga, turnBack } from '../saga-notes';
import { inTransaction } from '../transaction';
import { chargeSaga } from './charge-saga';
import type { StartChargeInput } from './schema';

/**
 * Begins to charge a card for an order: the attempt and the work on it are written down together, and carried out in the
 * background. While that goes on, beginning again is the same charge.
 * @throws OrderNotFoundError also when the order is somebody else's
 * @throws ConflictError ORDER_NOT_PAYABLE when it is paid, cancelled or past its time to pay
 */
export async function startCharge(
  ctx: Ctx,
  { order_no, card }: z.output<typeof StartChargeInput>,
): Promise<{ order_no: string; payment_id: number; saga_id: number }> {
  authorize(ctx, 'codes.start-charge');
  return inTransaction(
    ctx,
    async (tx) => {
      const { payment_id } = await recordAttempt(tx, { order_no, ...wayToCharge() });
      const ended = await endEarlierCharges(tx, order_no, payment_id);
      const { saga_id, isNew } = await startSaga(
        tx,
        chargeSaga,
        order_no,
        { order_no, payment_id, card },
        userIdOf(tx),
      );
      if (isNew)
        await recordAudit(tx, {
          action: 'codes.start-charge',
          entity: 'order',
          entityId: order_no,
          after: { payment_id, saga_id, ...(ended.length > 0 && { ended_sagas: ended }) },
        });
      return { order_no, payment_id, saga_id };
    },
    { verb: 'codes.start-charge', input: { order_no, card } },
  );
}

/**
 * There is a new attempt only after the ones before it have failed, for the provider has said so: whatever still works on one
 * of them, or waits for a person, has nothing left to carry on and nothing to undo.
 * @returns the sagas that were ended
 */
async function endEarlierCharges(tx: Tx, orderNo: string, paymentId: number) {
  const kind = chargeSaga.job.name;
  const earlier = await tx.db.$queryRaw<{ id: number }[]>`
    SELECT saga.id FROM sagas AS saga JOIN payments AS paid ON paid.id = (saga.input ->> 'payment_id')::int
    WHERE saga.kind = ${kind} AND saga.subject = ${orderNo} AND saga.status IN ('RUNNING', 'COMPENSATING', 'STUCK')
      AND paid.id <> ${paymentId} AND paid.status = 'FAILED'
    FOR NO KEY UPDATE OF saga`;
  for (const { id: sagaId } of earlier) {
    await turnBack(tx, { kind, sagaId }, 'PAYMENT_FAILED');
    await endSaga(tx, sagaId, 'COMPENSATED');
  }
  return earlier.map(({ id }) => id);
}
