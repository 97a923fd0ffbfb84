import type { z } from 'zod';
import type { Ctx } from '../context';
import { keyset, pageOf, type Page } from '../paging';
import { authorize, userIdOf } from '../permissions';
import { askedOrders, CODE_ORDER_COLUMNS, codeOrderOf } from './internal';
import type { CodeOrder, CodeOrdersQuery } from './schema';

/** A distributor's own orders of codes, newest first. */
export async function listCodeOrders(
  ctx: Ctx,
  query: z.output<typeof CodeOrdersQuery>,
): Promise<Page<CodeOrder>> {
  authorize(ctx, 'codes.view-own');
  const { where, ...page } = keyset(query);
  const rows = await ctx.db.order.findMany({
    where: { ...where, ...askedOrders(query), buyerUserId: userIdOf(ctx) },
    ...page,
    select: CODE_ORDER_COLUMNS,
  });
  return pageOf(rows, query, codeOrderOf);
}
