import { recordAudit } from '../audit';
import { now } from '../clock';
import type { Ctx, Tx } from '../context';
import { logEvent } from '../log';
import { authorize, userIdOf } from '../permissions';
import { inTransaction } from '../transaction';
import { askedRefund, type AskedRefund } from './asked-refund';
import { lockRefund } from './lock-payment';
import { refundStatus } from './payment-status';
import { closeRefundAlert } from './refund-alerts';
import type { RejectRefundInput } from './schema';

/**
 * Says no to a refund that waits for approval, also to one's own: nothing is given back.
 * @throws ResourceNotFoundError
 * @throws InvalidStateTransitionError when nobody waits for an answer any more
 */
export async function rejectRefund(ctx: Ctx, input: RejectRefundInput): Promise<AskedRefund> {
  authorize(ctx, 'payments.reject-refund');
  const asked = await inTransaction(ctx, (tx) => reject(tx, input), {
    verb: 'payments.reject-refund',
    input,
  });
  logEvent('refund_rejected', { ...asked, user_id: userIdOf(ctx), request_id: ctx.requestId });
  return asked;
}

async function reject(tx: Tx, { refund_id, reason }: RejectRefundInput) {
  const { payment, refund } = await lockRefund(tx, refund_id);
  refundStatus.assertMove(refund.status, 'REJECTED');
  await tx.db.refund.update({
    where: { id: refund_id },
    data: { status: 'REJECTED', rejectedBy: userIdOf(tx), rejectReason: reason, finishedAt: now() },
    select: { id: true },
  });
  await closeRefundAlert(tx, payment, 'payments.refund_awaits_approval');
  await recordAudit(tx, {
    action: 'payments.reject-refund',
    entity: 'order',
    entityId: payment.order_no,
    before: { status: refund.status },
    after: { refund_id, status: 'REJECTED', reason },
  });
  return askedRefund(tx, refund_id);
}
