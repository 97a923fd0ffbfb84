import type { Ctx } from '../context';
import { authorize } from '../permissions';
import type { Measured } from './get-order-figures';
import { today } from './order-days';
import { measureOf } from './sales-measures';
import type { OverviewQuery } from './schema';

/** How many invitations customers of all distributors accepted in the last `days` business days, and in as many before. */
export async function getAcceptedTrend(ctx: Ctx, { days }: OverviewQuery): Promise<Measured<number>> {
  authorize(ctx, 'reports.view-overview');
  const rows = await ctx.db.$queryRaw<{ count: number }[]>`
    SELECT coalesce(counted.count, 0)::int AS count
    FROM generate_series(${2 * days}::int - 1, 0, -1) AS back
      LEFT JOIN (
        SELECT day.day, sum(${measureOf('accepted')}) AS count FROM distributor_days AS day
        WHERE day.day > ${today()} - ${2 * days}::int GROUP BY 1) AS counted ON counted.day = ${today()} - back
    ORDER BY back DESC`;
  const sum = (part: { count: number }[]) => part.reduce((total, { count }) => total + count, 0);
  const [before, now] = [rows.slice(0, days), rows.slice(days)];
  return { now: sum(now), before: sum(before), days: now.map(({ count }) => count) };
}
