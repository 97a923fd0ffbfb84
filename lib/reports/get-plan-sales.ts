import type { z } from 'zod';
import { Prisma } from '../db';
import type { Ctx } from '../context';
import { businessDayOf } from '../distributors/count-events';
import { businessTimeZone } from '../clock';
import { countedAt } from './sales-measures';
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
  const first = Prisma.sql`((${businessDayOf(Prisma.sql`now()`)} - ${days - 1}::int)::timestamp AT TIME ZONE ${businessTimeZone()})`;
  // Counted by code before anything is joined: what follows is as long as the orders, not the invitations.
  const items = await ctx.db.$queryRaw<PlanSales[]>`
    SELECT plan.name AS plan_name, sum(sold.count)::int AS count
    FROM (
      SELECT code.order_id, count(*) AS count
      FROM invite_records AS invitation JOIN redeem_codes AS code ON code.id = invitation.redeem_code_id
      WHERE invitation.distributor_id = ${userId} AND ${countedAt('attempt')} >= ${first}
      GROUP BY code.order_id) AS sold
    JOIN orders AS bought ON bought.id = sold.order_id
    JOIN plans AS plan ON plan.id = bought.plan_id
    GROUP BY plan.id ORDER BY count DESC, plan.id`;
  return { items };
}
