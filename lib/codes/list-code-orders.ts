import type { z } from 'zod';
import type { Ctx } from '../context';
import { keyset, pageOf, type Page } from '../paging';
import { askedOrders, CODE_ORDER_COLUMNS, codeOrderOf, ownerOf } from './internal';
import type { CodeOrder, CodeOrdersQuery, WhoseCodes } from './schema';

/** A distributor's orders of codes, newest first. */
export async function listCodeOrders(
  ctx: Ctx,
  whose: WhoseCodes,
  query: z.output<typeof CodeOrdersQuery>,
): Promise<Page<CodeOrder>> {
  const owner = await ownerOf(ctx, whose);
  const { where, ...page } = keyset(query);
  const rows = await ctx.db.order.findMany({
    where: { ...where, ...askedOrders(query), buyerUserId: owner },
    ...page,
    select: CODE_ORDER_COLUMNS,
  });
  return pageOf(rows, query, codeOrderOf);
}
