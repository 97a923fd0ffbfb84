import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { Prisma } from '../db';
import { businessDayOf } from '../distributors/count-events';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { countedEvents, countedOrders, firstOpenDay } from './order-days';

const EVER = Prisma.sql`'2000-01-01'::date`;

/** SQL for the first business day that has an event which may still get another outcome, however late. */
const firstUnsettledDay = () => Prisma.sql`
  least((SELECT ${businessDayOf(Prisma.sql`min(received_at)`)} FROM payment_events WHERE verdict = 'VERIFIED' AND outcome IS NULL),
    (SELECT ${businessDayOf(Prisma.sql`min(received_at)`)} FROM payment_events
      WHERE outcome = 'UNMATCHED' AND retry_at IS NOT NULL))`;

/**
 * Writes down what the business days have brought that nothing can change any more, so that reports read a row a day. Days that are
 * open are counted live, so that no callback waits for another one's counter. Runs at once come to the same rows.
 * @returns how many rows were written
 */
export async function closeDays(ctx: Ctx): Promise<{ orders: number; events: number }> {
  authorize(ctx, 'reports.close-days');
  return inTransaction(ctx, async (tx) => {
    // The first time it counts all there is.
    await tx.db.$queryRaw`SELECT set_config('statement_timeout', '50s', true)`;
    const from = (table: string) =>
      Prisma.sql`coalesce((SELECT max(day) + 1 FROM ${Prisma.raw(table)}), ${EVER})`;
    // A clock that was ahead has closed days that are open: what they brought since is in no row.
    const reopened =
      (await tx.db.$executeRaw`DELETE FROM order_days WHERE day >= ${firstOpenDay()}`) +
      (await tx.db.$executeRaw`DELETE FROM event_days WHERE day >= ${firstOpenDay()}`);
    const orders = await tx.db.$executeRaw`
      INSERT INTO order_days (day, currency, placed, paid, paid_codes, revenue)
      SELECT day, currency, placed, paid, paid_codes, revenue
      FROM (${countedOrders(from('order_days'), firstOpenDay())}) AS counted ON CONFLICT DO NOTHING`;
    const events = await tx.db.$executeRaw`
      INSERT INTO event_days (day, outcome, events)
      SELECT day, outcome, events
      FROM (${countedEvents(from('event_days'), Prisma.sql`least(${firstOpenDay()}, ${firstUnsettledDay()})`)}) AS counted
      ON CONFLICT DO NOTHING`;
    if (orders + events + reopened > 0)
      await recordAudit(tx, {
        action: 'reports.close-days',
        entity: 'counters',
        entityId: 'days',
        after: { orders, events, reopened },
      });
    return { orders, events };
  });
}
