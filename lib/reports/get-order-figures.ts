import type { Ctx } from '../context';
import { Prisma } from '../db';
import { businessDayOf } from '../distributors/count-events';
import { addAmounts, type Amount } from '../money';
import { authorize } from '../permissions';
import { countedOrders, startOf, today } from './order-days';
import type { OverviewQuery } from './schema';

/** A figure of the period, of as many business days before, and of each day of the period, the oldest first. */
export type Measured<T> = { now: T; before: T; days: T[] };

/** Orders of codes whose codes were issued, and those for which that failed and nobody has mended it. */
export type Issues = { issued: number; failed: number };

export type OrderFigures = {
  /** The business days of the period, the oldest first; the last is today. */
  dates: string[];
  placed: Measured<number>;
  paid: Measured<number>;
  /**
   * What was paid for orders, by the day of payment and before anything is given back; each currency by itself, the one of
   * most orders first.
   */
  revenue: ({ currency: string } & Measured<Amount>)[];
  /** By the day of payment. What is still being issued counts for neither. */
  issues: Measured<Issues>;
};

type Row = {
  day: string;
  back: number;
  currency: string | null;
  placed: number;
  paid: number;
  revenue: Amount;
  issued: number;
  failed: number;
};

/**
 * What was ordered, paid and issued in the last `days` business days, today included, beside as many days before. Closed days are
 * read from their rollup, the last few are counted; orders whose codes are not issued have an index of their own.
 */
export async function getOrderFigures(ctx: Ctx, { days }: OverviewQuery): Promise<OrderFigures> {
  authorize(ctx, 'reports.view-overview');
  const first = Prisma.sql`(${today()} - ${2 * days - 1}::int)`;
  const next = Prisma.sql`(${today()} + 1)`;
  const open = Prisma.sql`greatest(${first}, (SELECT max(day) + 1 FROM order_days))`;
  const rows = await ctx.db.$queryRaw<Row[]>`
    WITH counted AS (
      SELECT day, currency, placed, paid, paid_codes, revenue FROM order_days WHERE day >= ${first}
      UNION ALL ${countedOrders(open, next)}),
    unissued AS (
      SELECT ${businessDayOf(Prisma.sql`paid_at`)} AS day, currency, count(*) AS orders,
        count(*) FILTER (WHERE fulfillment_status = 'FAILED') AS failed
      FROM orders
      WHERE type = 'CODES' AND fulfillment_status <> 'COMPLETED' AND paid_at >= ${startOf(first)} AND paid_at < ${startOf(next)}
      GROUP BY 1, 2)
    SELECT to_char(${today()} - back, 'YYYY-MM-DD') AS day, back, currency, coalesce(placed, 0) AS placed,
      coalesce(paid, 0) AS paid, coalesce(revenue, 0)::numeric(18, 2)::text AS revenue,
      (coalesce(paid_codes, 0) - coalesce(unissued.orders, 0))::int AS issued, coalesce(unissued.failed, 0)::int AS failed
    FROM generate_series(${2 * days}::int - 1, 0, -1) AS back
      LEFT JOIN counted ON counted.day = ${today()} - back
      LEFT JOIN unissued USING (day, currency)
    ORDER BY back DESC, currency`;
  return figuresOf(rows, days);
}

function figuresOf(rows: Row[], days: number): OrderFigures {
  // A row for each currency of a day; one without a currency for a day on which nothing was ordered or paid.
  const byDay = Array.from({ length: 2 * days }, (): Row[] => []);
  for (const row of rows) byDay[2 * days - 1 - row.back]?.push(row);
  const measured = <T>(pick: (day: Row[]) => T, add: (all: T[]) => T): Measured<T> => {
    const [before, now] = [byDay.slice(0, days).map(pick), byDay.slice(days).map(pick)];
    return { now: add(now), before: add(before), days: now };
  };
  const counted = (name: 'placed' | 'paid') => measured((day) => sum(day.map((row) => row[name])), sum);
  return {
    dates: byDay.slice(days).map(([row]) => row?.day ?? ''),
    placed: counted('placed'),
    paid: counted('paid'),
    revenue: currenciesOf(rows).map((currency) => ({
      currency,
      ...measured((day) => day.find((row) => row.currency === currency)?.revenue ?? '0.00', addAmounts),
    })),
    issues: measured(addIssues, addIssues),
  };
}

/** Those in which orders were paid, the one of most orders first. */
function currenciesOf(rows: Row[]) {
  const orders = new Map<string, number>();
  for (const { currency, paid } of rows)
    if (currency && paid > 0) orders.set(currency, (orders.get(currency) ?? 0) + paid);
  return [...orders].toSorted(([a, m], [b, n]) => n - m || a.localeCompare(b)).map(([currency]) => currency);
}

const sum = (counts: number[]) => counts.reduce((total, one) => total + one, 0);

const addIssues = (all: Issues[]): Issues => ({
  issued: sum(all.map(({ issued }) => issued)),
  failed: sum(all.map(({ failed }) => failed)),
});
