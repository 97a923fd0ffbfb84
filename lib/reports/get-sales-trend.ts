import type { Ctx } from '../context';
import { dailySales } from './daily-sales';
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
  const sales = await dailySales(ctx, userId, days);
  return sales.map((day) => ({ date: day.date, count: day[measure] }));
}
