import type { z } from 'zod';
import type { Ctx } from '../context';
import { OrderNotFoundError } from '../errors';
import { isOrderOf } from '../orders/order-owner';
import type { OrderParams } from '../orders/schema';
import { authorize, mayUse, type Right } from '../permissions';
import { issuingEntries, newestFirst, paymentEntries, trackingEntries } from './timeline-entries';
import { REFUND_ACTIONS, refundEntries } from './refund-entries';
import type { TimelineEntry } from './timeline-entries';

const MOST_AUDIT_ROWS = 100;

/**
 * Everything that happened to an order in one stream, newest first: its statuses, its payments and refunds, and the work
 * on its codes.
 * @throws OrderNotFoundError also when the order is somebody else's
 */
export async function getOrderTimeline(
  ctx: Ctx,
  { order_no }: z.output<typeof OrderParams>,
): Promise<TimelineEntry[]> {
  authorize(ctx, mayUse(ctx, 'orders.view-any') ? 'orders.view-any' : 'orders.view-own');
  const order = await ctx.db.order.findUnique({
    where: { orderNo: order_no },
    select: {
      buyerUserId: true,
      tracking: true,
      payments: { include: { refunds: true } },
    },
  });
  if (!order || !isOrderOf(ctx, order.buyerUserId)) throw new OrderNotFoundError(order_no);
  const auditsOf = (actions: Right[]) =>
    ctx.db.auditEntry.findMany({
      where: { entity: 'order', entityId: order_no, action: { in: actions } },
      orderBy: { id: 'desc' },
      take: MOST_AUDIT_ROWS,
    });
  const refunds = order.payments.flatMap(({ refunds: ofPayment, currency }) =>
    ofPayment.map((refund) => ({ ...refund, currency })),
  );
  const [issuing, refunding] = await Promise.all([
    auditsOf(['codes.issue-codes', 'codes.rerun-issue']),
    refunds.length > 0 ? auditsOf(REFUND_ACTIONS) : [],
  ]);
  return newestFirst([
    ...trackingEntries(order.tracking, order.buyerUserId),
    ...order.payments.flatMap(paymentEntries),
    ...refundEntries(refunds, refunding, mayUse(ctx, 'orders.view-any')),
    ...issuingEntries(issuing),
  ]);
}
