import type { z } from 'zod';
import type { Ctx } from '../context';
import { OrderNotFoundError } from '../errors';
import { authorize, userIdOf } from '../permissions';
import { CODE_ORDER_COLUMNS, codeOrderOf } from './internal';
import type { CodeOrder, CodeOrderParams } from './schema';

/** One of a distributor's own orders of codes and how far it is. @throws OrderNotFoundError also for somebody else's */
export async function getCodeOrder(
  ctx: Ctx,
  { order_no }: z.output<typeof CodeOrderParams>,
): Promise<CodeOrder> {
  authorize(ctx, 'codes.view-own');
  const row = await ctx.db.order.findFirst({
    where: { orderNo: order_no, type: 'CODES', buyerUserId: userIdOf(ctx) },
    select: CODE_ORDER_COLUMNS,
  });
  if (!row) throw new OrderNotFoundError(order_no);
  return codeOrderOf(row);
}
