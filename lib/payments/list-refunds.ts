import type { Ctx } from '../context';
import { keyset, pageOf, type Page } from '../paging';
import { authorize } from '../permissions';
import { REFUND_ROW, shownRefunds, type ShownRefund } from './refund-rows';
import type { ListRefundsQuery } from './schema';

/** All refunds, newest first: of a status, an order or a payment where that is asked for. */
export async function listRefunds(ctx: Ctx, query: ListRefundsQuery): Promise<Page<ShownRefund>> {
  authorize(ctx, 'payments.view-any');
  const { status, order_no, payment_id } = query;
  const { where, ...page } = keyset(query);
  const rows = await ctx.db.refund.findMany({
    where: {
      ...where,
      status,
      paymentId: payment_id,
      ...(order_no && { payment: { order: { orderNo: order_no } } }),
    },
    ...page,
    include: REFUND_ROW,
  });
  return pageOf(await shownRefunds(ctx, rows), query, (refund) => refund);
}
