import type { Ctx } from '../context';
import { OrderNotFoundError, PaymentNotFoundError } from '../errors';
import { isOrderOf } from '../orders/order-owner';
import { authorize, mayUse } from '../permissions';
import { EFFECTIVE_PAYMENT } from './payment-status';

/**
 * How the payment of an order stands: the one that counts, else the last attempt.
 * @throws OrderNotFoundError also when it is somebody else's
 * @throws PaymentNotFoundError when nobody has tried to pay it
 */
export async function getPaymentStatus(ctx: Ctx, { order_no }: { order_no: string }) {
  authorize(ctx, mayUse(ctx, 'payments.view-any') ? 'payments.view-any' : 'payments.view-own');
  const order = await ctx.db.order.findUnique({
    where: { orderNo: order_no },
    select: {
      buyerUserId: true,
      payments: { where: { purpose: 'ORDER' }, orderBy: { id: 'desc' }, select: { status: true } },
    },
  });
  if (!order || !isOrderOf(ctx, order.buyerUserId)) throw new OrderNotFoundError(order_no);
  const counts = order.payments.find(({ status }) => EFFECTIVE_PAYMENT.includes(status)) ?? order.payments[0];
  if (!counts) throw new PaymentNotFoundError(order_no);
  return { exists: true, is_completed: counts.status === 'COMPLETED', status: counts.status.toLowerCase() };
}
