import type { z } from 'zod';
import type { Ctx } from '../context';
import { keyset, pageOf, type Page } from '../paging';
import { authorize } from '../permissions';
import { ANY_CODE_ORDER_COLUMNS, anyCodeOrderOf, askedOrders } from './internal';
import type { AnyCodeOrder, AnyCodeOrdersQuery } from './schema';

/** Everybody's orders of codes, for staff, newest first. */
export async function listAnyCodeOrders(
  ctx: Ctx,
  query: z.output<typeof AnyCodeOrdersQuery>,
): Promise<Page<AnyCodeOrder>> {
  authorize(ctx, 'codes.view-any');
  const { where, ...page } = keyset(query);
  const rows = await ctx.db.order.findMany({
    where: { ...where, ...askedOrders(query), ...(query.email && { buyer: { email: query.email } }) },
    ...page,
    select: ANY_CODE_ORDER_COLUMNS,
  });
  return pageOf(rows, query, anyCodeOrderOf);
}
