import { businessTimeZone } from '../clock';
import { Prisma } from '../db';

/** What a day counts: codes redeemed, invitations sent, invitations accepted. */
export type CountedEvent = 'attempts' | 'sent' | 'accepted';

/** SQL for the business day of a moment. */
export function businessDayOf(moment: Prisma.Sql) {
  return Prisma.sql`(${moment} AT TIME ZONE ${businessTimeZone()})::date`;
}

/**
 * SQL that counts what another part of the same statement has just written, each event on its own business day and for the
 * plan of its code. Put it last: counters are locked after everything that they count.
 * @param source the common table expression with those rows; has `distributor_id` and `redeem_code_id`
 * @param moment its column that says when it happened
 */
export function countEvents(event: CountedEvent, source: string, moment: string) {
  const column = Prisma.raw(event);
  const day = businessDayOf(Prisma.raw(`source.${moment}`));
  return Prisma.sql`
    INSERT INTO distributor_days (distributor_id, day, plan_id, ${column})
    SELECT source.distributor_id, ${day}, bought.plan_id, count(*)
    FROM ${Prisma.raw(source)} AS source
    JOIN redeem_codes AS counted_code ON counted_code.id = source.redeem_code_id
    JOIN orders AS bought ON bought.id = counted_code.order_id
    GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    ON CONFLICT (distributor_id, day, plan_id) DO UPDATE SET ${column} = distributor_days.${column} + EXCLUDED.${column}
    RETURNING distributor_id`;
}
