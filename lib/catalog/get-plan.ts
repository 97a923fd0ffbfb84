import type { Ctx } from '../context';
import { ResourceNotFoundError } from '../errors';
import { authorize } from '../permissions';
import { PLAN_COLUMNS, planOf } from './internal';
import type { Plan } from './schema';

/** One plan, with whether it is still sold. @throws ResourceNotFoundError */
export async function getPlan(ctx: Ctx, planId: number): Promise<Plan & { is_active: boolean }> {
  authorize(ctx, 'catalog.view-plans');
  const row = await ctx.db.plan.findUnique({
    where: { id: planId },
    select: { ...PLAN_COLUMNS, isActive: true },
  });
  if (!row) throw new ResourceNotFoundError('plan', planId);
  return { ...planOf(row), is_active: row.isActive };
}
