import { recordAudit } from '../audit';
import type { Ctx, Tx } from '../context';
import { InvalidStateTransitionError, SecondPersonNeededError } from '../errors';
import { logEvent } from '../log';
import { authorize, userIdOf } from '../permissions';
import { inTransaction } from '../transaction';
import { askedRefund, type AskedRefund } from './asked-refund';
import { lockRefund } from './lock-payment';
import { enqueueRefund } from './open-refund';
import { closeRefundAlert } from './refund-alerts';
import type { RefundInput } from './schema';

/**
 * Agrees to a refund that somebody else has asked for: it is carried out now.
 * @throws ResourceNotFoundError
 * @throws SecondPersonNeededError for who asked for it
 * @throws InvalidStateTransitionError when nobody waits for an answer any more
 */
export async function approveRefund(ctx: Ctx, input: RefundInput): Promise<AskedRefund> {
  authorize(ctx, 'payments.approve-refund');
  const asked = await inTransaction(ctx, (tx) => approve(tx, input.refund_id), {
    verb: 'payments.approve-refund',
    input,
  });
  logEvent('refund_approved', { ...asked, user_id: userIdOf(ctx), request_id: ctx.requestId });
  return asked;
}

async function approve(tx: Tx, refundId: number) {
  const { payment, refund } = await lockRefund(tx, refundId);
  if (refund.status !== 'AWAITING_APPROVAL')
    throw new InvalidStateTransitionError('refund', refund.status, 'PROCESSING');
  const approvedBy = userIdOf(tx);
  if (refund.requestedBy === approvedBy) throw new SecondPersonNeededError('payments.approve-refund');
  await tx.db.refund.update({
    where: { id: refundId },
    data: { status: 'PROCESSING', approvedBy },
    select: { id: true },
  });
  await closeRefundAlert(tx, payment, 'payments.refund_awaits_approval');
  await recordAudit(tx, {
    action: 'payments.approve-refund',
    entity: 'order',
    entityId: payment.order_no,
    before: { status: 'AWAITING_APPROVAL' },
    after: { refund_id: refundId, status: 'PROCESSING' },
  });
  await enqueueRefund(tx, payment, refundId);
  return askedRefund(tx, refundId);
}
