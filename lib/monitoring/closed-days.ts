import { Prisma } from '../db';
import { countedEvents, countedOrders } from '../reports/order-days';
import type { Invariant } from './data-invariant';

const EVER = Prisma.sql`'2000-01-01'::date`;
const afterLast = (table: string) => Prisma.sql`(SELECT max(day) + 1 FROM ${Prisma.raw(table)})`;

/** SQL: what closed days say of orders, beside what the orders say. */
const ordersTwice = () => Prisma.sql`
  SELECT day, currency, row(k.placed, k.paid, k.paid_codes, k.revenue) AS said,
    coalesce(r.placed, 0) AS placed, coalesce(r.paid, 0) AS paid, coalesce(r.paid_codes, 0) AS paid_codes,
    coalesce(r.revenue, 0)::numeric(18, 2) AS revenue
  FROM order_days AS k FULL JOIN (${countedOrders(EVER, afterLast('order_days'))}) AS r USING (day, currency)`;

/** SQL: what closed days say of events, beside what the events say. */
const eventsTwice = () => Prisma.sql`
  SELECT day, outcome, k.events AS said, coalesce(r.events, 0) AS events
  FROM event_days AS k FULL JOIN (${countedEvents(EVER, afterLast('event_days'))}) AS r USING (day, outcome)`;

const ORDERS_DIFFER = Prisma.sql`said IS DISTINCT FROM row(placed, paid, paid_codes, revenue)`;
const EVENTS_DIFFER = Prisma.sql`said IS DISTINCT FROM events`;

/** SQL that corrects closed days. */
export function correctOrderDays() {
  return Prisma.sql`
    INSERT INTO order_days (day, currency, placed, paid, paid_codes, revenue)
    SELECT day, currency, placed, paid, paid_codes, revenue FROM (${ordersTwice()}) AS twice WHERE ${ORDERS_DIFFER}
    ON CONFLICT (day, currency) DO UPDATE SET placed = EXCLUDED.placed, paid = EXCLUDED.paid,
      paid_codes = EXCLUDED.paid_codes, revenue = EXCLUDED.revenue`;
}

export function correctEventDays() {
  return Prisma.sql`
    INSERT INTO event_days (day, outcome, events)
    SELECT day, outcome, events FROM (${eventsTwice()}) AS twice WHERE ${EVENTS_DIFFER} AND outcome IS NOT NULL
    ON CONFLICT (day, outcome) DO UPDATE SET events = EXCLUDED.events`;
}

/** The business's time zone is a setting, so these are made when they are asked for. */
export function closedDayInvariants(): Invariant[] {
  return [
    {
      name: 'closed_days_of_orders',
      says: 'a closed day does not say what was ordered and paid on it',
      offenders: Prisma.sql`
        SELECT format('%s in %s', day, currency) AS id,
          format('counted %s, really %s', said::text, row(placed, paid, paid_codes, revenue)::text) AS found
        FROM (${ordersTwice()}) AS twice WHERE ${ORDERS_DIFFER}`,
    },
    {
      name: 'closed_days_of_events',
      says: 'a closed day does not say what the callbacks of that day came to',
      offenders: Prisma.sql`
        SELECT format('%s on %s', coalesce(outcome::text, 'no outcome'), day) AS id,
          format('counted %s, really %s', coalesce(said::text, 'none'), events) AS found
        FROM (${eventsTwice()}) AS twice WHERE ${EVENTS_DIFFER}`,
    },
  ];
}
