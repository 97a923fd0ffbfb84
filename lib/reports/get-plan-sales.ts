import type { z } from 'zod';
import { Prisma } from '../db';
import type { Ctx } from '../context';
import { businessDayOf } from '../distributors/count-events';
import { measureOf } from './sales-measures';
import type { PlanSalesQuery, WhoseFigures } from './schema';
import { distributorOf } from './whose-figures';

export type PlanSales = { plan_name: string; count: number };

/** How much each plan sold in the last `days` business days, today included; the one that sold most comes first. */
export async function getPlanSales(
  ctx: Ctx,
  whose: WhoseFigures,
  { days }: z.output<typeof PlanSalesQuery>,
): Promise<{ items: PlanSales[] }> {
  const { userId } = await distributorOf(ctx, whose);
  const items = await ctx.db.$queryRaw<PlanSales[]>`
    SELECT plan.name AS plan_name, sum(${measureOf('attempt')})::int AS count
    FROM distributor_days AS day JOIN plans AS plan ON plan.id = day.plan_id
    WHERE day.distributor_id = ${userId} AND day.day > ${businessDayOf(Prisma.sql`now()`)} - ${days}::int
    GROUP BY plan.id HAVING sum(${measureOf('attempt')}) > 0 ORDER BY count DESC, plan.id`;
  return { items };
}
