import { recordAudit } from '../audit';
import type { Ctx, Tx } from '../context';
import { InvalidStateTransitionError, RefundNotAllowedError } from '../errors';
import { logEvent } from '../log';
import { amountFrom, isMore } from '../money';
import { authorize, userIdOf } from '../permissions';
import { inTransaction } from '../transaction';
import { askedRefund, type AskedRefund } from './asked-refund';
import { lockRefund } from './lock-payment';
import { enqueueRefund } from './open-refund';
import { closeRefundAlert } from './refund-alerts';
import { againKey } from './refund-key';
import type { RefundInput } from './schema';

/**
 * Has a failed refund carried out again. One of which it is not known how it ended is the same to the provider as before; one
 * that the provider refused is a new one to it, and must still fit into what is left.
 * @throws ResourceNotFoundError
 * @throws InvalidStateTransitionError when it has not failed
 * @throws RefundNotAllowedError when other refunds have taken its place meanwhile
 */
export async function retryRefund(ctx: Ctx, input: RefundInput): Promise<AskedRefund> {
  authorize(ctx, 'payments.retry-refund');
  const asked = await inTransaction(ctx, (tx) => retry(tx, input.refund_id), {
    verb: 'payments.retry-refund',
    input,
  });
  logEvent('refund_retried', { ...asked, user_id: userIdOf(ctx), request_id: ctx.requestId });
  return asked;
}

async function retry(tx: Tx, refundId: number) {
  const { payment, refund } = await lockRefund(tx, refundId);
  if (refund.status !== 'FAILED')
    throw new InvalidStateTransitionError('refund', refund.status, 'PROCESSING');
  const amount = amountFrom(refund.amount);
  const refused = refund.finishedAt !== null;
  if (refused && isMore(amount, payment.refundable))
    throw new RefundNotAllowedError(
      `payment ${payment.id} has ${payment.refundable} left`,
      payment.refundable,
      amount,
    );
  await tx.db.refund.update({
    where: { id: refundId },
    data: {
      status: 'PROCESSING',
      finishedAt: null,
      // Providers repeat what they have answered to a key, refusals too.
      ...(refused && { idempotencyKey: againKey(refund.idempotencyKey, refund.attempts) }),
    },
    select: { id: true },
  });
  await closeRefundAlert(tx, payment, 'payments.refund_failed');
  await recordAudit(tx, {
    action: 'payments.retry-refund',
    entity: 'order',
    entityId: payment.order_no,
    before: { status: 'FAILED', error_code: refund.errorCode },
    after: { refund_id: refundId, status: 'PROCESSING' },
  });
  await enqueueRefund(tx, payment, refundId);
  return askedRefund(tx, refundId);
}
