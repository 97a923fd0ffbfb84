import { recordAudit } from '../audit';
import type { Ctx, Tx } from '../context';
import { Prisma } from '../db';
import { logWarning } from '../log';
import { authorize } from '../permissions';
import { jobUnderKey } from '../queue';
import { inTransaction } from '../transaction';
import { REFUND_JOBS } from './jobs';
import { lockRefund } from './lock-payment';
import { enqueueRefund } from './open-refund';

const BATCH = 100;

/**
 * Finds refunds that should be carried out and have no job any more, and gives them one: it asks the provider how they stand
 * before it tells it anything again.
 */
export async function reconcileRefunds(ctx: Ctx): Promise<{ resumed: number }> {
  authorize(ctx, 'payments.reconcile-refunds');
  const forgotten = await ctx.db.$queryRaw<{ id: number }[]>`
    SELECT refund.id FROM refunds AS refund
    LEFT JOIN LATERAL (${jobUnderKey(Prisma.sql`${REFUND_JOBS} || refund.id`)}) AS job ON true
    WHERE refund.status IN ('REQUESTED', 'PROCESSING') AND refund.updated_at < now() - interval '5 minutes'
      AND job.given_up IS NOT FALSE
    ORDER BY refund.id LIMIT ${BATCH}`;
  for (const { id } of forgotten) await inTransaction(ctx, (tx) => resume(tx, id));
  return { resumed: forgotten.length };
}

async function resume(tx: Tx, refundId: number) {
  const { payment, refund } = await lockRefund(tx, refundId);
  if (refund.status !== 'REQUESTED' && refund.status !== 'PROCESSING') return;
  logWarning('a refund waited without a job', {
    event: 'refund_without_job',
    refund_id: refundId,
    order_no: payment.order_no,
  });
  await enqueueRefund(tx, payment, refundId);
  await recordAudit(tx, {
    action: 'payments.reconcile-refunds',
    entity: 'order',
    entityId: payment.order_no,
    after: { refund_id: refundId, status: refund.status },
  });
}
