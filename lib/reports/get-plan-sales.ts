import type { z } from 'zod';
import { Prisma } from '../db';
import type { Ctx } from '../context';
import { startOf, today } from './order-days';
import type { PlanSalesQuery, WhoseFigures } from './schema';
import { distributorOf } from './whose-figures';

export type PlanSales = {
  plan_name: string;
  /** Codes in orders that were paid, by the business day of the payment and whatever was given back since. */
  count: number;
};

/**
 * How many codes of each plan a distributor has bought and paid in the last `days` business days, today included; the plan of most
 * codes comes first. It reads the orders of the period, each with all its codes in one row of an index.
 */
export async function getPlanSales(
  ctx: Ctx,
  whose: WhoseFigures,
  { days }: z.output<typeof PlanSalesQuery>,
): Promise<{ items: PlanSales[] }> {
  const { userId } = await distributorOf(ctx, whose);
  const [first, next] = [Prisma.sql`${today()} - ${days - 1}::int`, Prisma.sql`${today()} + 1`];
  const items = await ctx.db.$queryRaw<PlanSales[]>`
    SELECT plan.name AS plan_name, sold.count
    FROM (
      SELECT plan_id, sum(expected_count)::int AS count FROM orders
      WHERE buyer_user_id = ${userId} AND plan_id IS NOT NULL
        AND paid_at >= ${startOf(first)} AND paid_at < ${startOf(next)} GROUP BY plan_id) AS sold
      JOIN plans AS plan ON plan.id = sold.plan_id
    ORDER BY sold.count DESC, plan.id`;
  return { items };
}
