import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { logEvent } from '../log';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { requestWholeRefund } from './internal';

/**
 * Asks for what was paid for a cancelled order to be given back, once however often it is called.
 * @returns whether this call asked first
 */
export async function requestRefund(
  ctx: Ctx,
  { order_id }: { order_id: number },
): Promise<{ requested: boolean }> {
  authorize(ctx, 'payments.request-refund');
  const requested = await inTransaction(ctx, async (tx) => {
    const payment = await tx.db.payment.findFirst({
      where: { orderId: order_id, purpose: 'ORDER', status: 'COMPLETED', order: { status: 'CANCELLED' } },
      select: { id: true, order: { select: { orderNo: true } } },
    });
    if (!payment || !(await requestWholeRefund(tx, payment.id, 'ORDER', 'order cancelled'))) return null;
    const { orderNo } = payment.order;
    await recordAudit(tx, {
      action: 'payments.request-refund',
      entity: 'order',
      entityId: orderNo,
      after: { payment_id: payment.id, kind: 'ORDER' },
    });
    return orderNo;
  });
  if (requested) logEvent('refund_requested', { order_no: requested, request_id: ctx.requestId });
  return { requested: requested !== null };
}
