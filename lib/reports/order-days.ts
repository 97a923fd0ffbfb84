import { businessTimeZone } from '../clock';
import { Prisma } from '../db';
import { businessDayOf } from '../distributors/count-events';

/** Today and the two days before are counted live: by then every write of a day has ended, whatever the clocks say. */
const OPEN_DAYS = 3;

/** SQL for the present business day. */
export const today = () => businessDayOf(Prisma.sql`now()`);

/** SQL for the first business day that may not be closed yet. */
export const firstOpenDay = () => Prisma.sql`(${today()} - ${OPEN_DAYS - 1}::int)`;

/** SQL for the moment at which a business day begins. */
export function startOf(day: Prisma.Sql) {
  return Prisma.sql`((${day})::timestamp AT TIME ZONE ${businessTimeZone()})`;
}

/**
 * SQL that counts orders by business day and currency, from the orders themselves. Both ends are given, since with one the planner
 * takes the whole table for the answer.
 * @param from the first day, and `until` the one after the last, each as SQL
 */
export function countedOrders(from: Prisma.Sql, until: Prisma.Sql) {
  const within = (moment: string) => {
    const column = Prisma.raw(moment);
    return Prisma.sql`${column} >= ${startOf(from)} AND ${column} < ${startOf(until)}`;
  };
  return Prisma.sql`
    SELECT day, currency, sum(placed)::int AS placed, sum(paid)::int AS paid, sum(paid_codes)::int AS paid_codes,
      sum(revenue) AS revenue
    FROM (
      SELECT ${businessDayOf(Prisma.sql`created_at`)} AS day, currency, count(*) AS placed, 0 AS paid, 0 AS paid_codes,
        0::numeric AS revenue
      FROM orders WHERE ${within('created_at')} GROUP BY 1, 2
      UNION ALL
      SELECT ${businessDayOf(Prisma.sql`paid_at`)}, currency, 0, count(*), count(*) FILTER (WHERE type = 'CODES'),
        sum(total_amount)
      FROM orders WHERE ${within('paid_at')} GROUP BY 1, 2) AS counted
    GROUP BY day, currency`;
}

/** SQL that counts verified events by business day of their arrival and by outcome; those without one wait to be settled. */
export function countedEvents(from: Prisma.Sql, until: Prisma.Sql) {
  return Prisma.sql`
    SELECT ${businessDayOf(Prisma.sql`received_at`)} AS day, outcome, count(*)::int AS events
    FROM payment_events
    WHERE verdict = 'VERIFIED' AND received_at >= ${startOf(from)} AND received_at < ${startOf(until)} GROUP BY 1, 2`;
}
