import type { Ctx } from '../context';
import { businessDayOf } from '../distributors/count-events';
import { Prisma } from '../db';
import { measureOf } from './sales-measures';
import type { SalesTrendQuery, WhoseFigures } from './schema';
import { distributorOf } from './whose-figures';

export type TrendPoint = { date: string; count: number };

/** One point a business day up to today, oldest first, exactly `days` of them; days without an event are 0. */
export async function getSalesTrend(
  ctx: Ctx,
  whose: WhoseFigures,
  { days, measure }: SalesTrendQuery,
): Promise<TrendPoint[]> {
  const { userId } = await distributorOf(ctx, whose);
  return ctx.db.$queryRaw<TrendPoint[]>`
    SELECT to_char(today - back, 'YYYY-MM-DD') AS date, coalesce(sum(${measureOf(measure)}), 0)::int AS count
    FROM (SELECT ${businessDayOf(Prisma.sql`now()`)} AS today) AS present
    CROSS JOIN generate_series(${days}::int - 1, 0, -1) AS back
    LEFT JOIN distributor_days AS day ON day.distributor_id = ${userId} AND day.day = today - back
    GROUP BY today, back ORDER BY back DESC`;
}
