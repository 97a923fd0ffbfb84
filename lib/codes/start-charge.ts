import type { z } from 'zod';
import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { wayToCharge } from '../payments/payment-providers';
import { recordAttempt } from '../payments/record-attempt';
import { authorize, userIdOf } from '../permissions';
import { startSaga } from '../saga';
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
          after: { payment_id, saga_id },
        });
      return { order_no, payment_id, saga_id };
    },
    { verb: 'codes.start-charge', input: { order_no, card } },
  );
}
