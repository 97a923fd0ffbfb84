import type { Ctx } from '../context';
import { amountFrom, multiplyAmount, type Amount } from '../money';
import { dailySales, type DaySales } from './daily-sales';
import type { MeasureName, WhoseFigures } from './schema';
import { distributorOf } from './whose-figures';

/** What happened on the days of a period, whatever became of it since. */
export type PeriodSales = Record<MeasureName, number> & {
  /** Accepted invitations times the price per user as it is now: an estimate, not what is settled. */
  revenue_estimate: Amount;
};

export type SalesFigures = {
  currency: string;
  period: PeriodSales;
  /** As many days, up to the day on which the period begins. */
  before: PeriodSales;
  /** The days of the period, the oldest first. */
  daily: DaySales[];
};

/** What a distributor sold in the last `days` business days, today included, and in as many days before. */
export async function getSalesFigures(
  ctx: Ctx,
  whose: WhoseFigures,
  { days }: { days: number },
): Promise<SalesFigures> {
  const { userId, unitPrice, currency } = await distributorOf(ctx, whose);
  const price = amountFrom(unitPrice);
  const sales = await dailySales(ctx, userId, 2 * days);
  const daily = sales.slice(days);
  return { currency, period: sumOf(daily, price), before: sumOf(sales.slice(0, days), price), daily };
}

function sumOf(sales: DaySales[], price: Amount): PeriodSales {
  const sum = (measure: MeasureName) => sales.reduce((total, day) => total + day[measure], 0);
  const accepted = sum('accepted');
  return {
    attempt: sum('attempt'),
    success: sum('success'),
    accepted,
    revenue_estimate: multiplyAmount(price, accepted),
  };
}
