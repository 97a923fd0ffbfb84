import type { Ctx } from '../context';
import { keyset, pageOf, type Page, type Paging } from '../paging';
import { authorize } from '../permissions';
import { PLAN_COLUMNS, planOf } from './internal';
import type { AnyPlan } from './schema';

/** Every plan there ever was, newest first, on sale or not, with how often it was ordered. */
export async function listAnyPlans(ctx: Ctx, paging: Paging): Promise<Page<AnyPlan>> {
  authorize(ctx, 'catalog.view-any');
  const { where, ...page } = keyset(paging);
  const rows = await ctx.db.plan.findMany({
    where,
    ...page,
    select: { ...PLAN_COLUMNS, isActive: true, updatedAt: true, _count: { select: { orders: true } } },
  });
  return pageOf(rows, paging, (row) => ({
    ...planOf(row),
    is_active: row.isActive,
    version: row.updatedAt.toISOString(),
    orders: row._count.orders,
  }));
}
