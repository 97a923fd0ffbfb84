import type { z } from 'zod';
import type { Ctx } from '../context';
import { OrderNotFoundError } from '../errors';
import { authorize } from '../permissions';
import { ANY_CODE_ORDER_COLUMNS, anyCodeOrderOf } from './internal';
import type { AnyCodeOrder, CodeOrderParams } from './schema';

/** One order of codes, whoever bought it, for staff. @throws OrderNotFoundError */
export async function getAnyCodeOrder(
  ctx: Ctx,
  { order_no }: z.output<typeof CodeOrderParams>,
): Promise<AnyCodeOrder> {
  authorize(ctx, 'codes.view-any');
  const row = await ctx.db.order.findFirst({
    where: { orderNo: order_no, type: 'CODES' },
    select: ANY_CODE_ORDER_COLUMNS,
  });
  if (!row) throw new OrderNotFoundError(order_no);
  return anyCodeOrderOf(row);
}
