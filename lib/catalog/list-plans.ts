import type { Ctx } from '../context';
import { keyset, pageOf, type Page, type Paging } from '../paging';
import { authorize } from '../permissions';
import { PLAN_COLUMNS, planOf } from './internal';
import type { Plan } from './schema';

/** The plans that are sold now, newest first. */
export async function listPlans(ctx: Ctx, paging: Paging): Promise<Page<Plan>> {
  authorize(ctx, 'catalog.view-plans');
  const { where, ...page } = keyset(paging);
  const rows = await ctx.db.plan.findMany({
    where: { ...where, isActive: true },
    ...page,
    select: PLAN_COLUMNS,
  });
  return pageOf(rows, paging, planOf);
}
