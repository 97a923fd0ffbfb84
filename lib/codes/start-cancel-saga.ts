import type { z } from 'zod';
import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { authorize } from '../permissions';
import { startSaga } from '../saga';
import { inTransaction } from '../transaction';
import { cancelSaga } from './cancel-saga';
import type { CancelSagaInput } from './schema';

/** Begins what must follow when a paid order of codes has been cancelled, once however often the fact is told. */
export async function startCancelSaga(
  ctx: Ctx,
  input: z.output<typeof CancelSagaInput>,
): Promise<{ saga_id: number }> {
  authorize(ctx, 'codes.start-cancel-saga');
  return inTransaction(ctx, async (tx) => {
    const kind = cancelSaga.job.name;
    // An order is cancelled once, so what was begun for it is all there is to do.
    const known = await tx.db.saga.findFirst({
      where: { kind, subject: input.order_no },
      select: { id: true },
    });
    if (known) return { saga_id: known.id };
    const { saga_id } = await startSaga(tx, cancelSaga, input.order_no, input);
    await recordAudit(tx, {
      action: 'codes.start-cancel-saga',
      entity: 'order',
      entityId: input.order_no,
      after: { saga_id },
    });
    return { saga_id };
  });
}
