import type { Ctx } from '../context';
import { Prisma } from '../db';
import type { EventOutcome } from '../generated/prisma/enums';
import { authorize } from '../permissions';
import { countedEvents, startOf, today } from './order-days';
import type { OverviewQuery } from './schema';

/** How many callbacks came to what. REFUSED: not signed or not readable. WAITING: not acted upon yet. */
export type CallbackCount = { outcome: EventOutcome | 'REFUSED' | 'WAITING'; count: number };

/**
 * What the callbacks of payment providers in the last `days` business days came to, the most frequent first. A provider's repetition
 * of the same callback is the same callback. Refused ones are forgotten after a week, so older ones are not among them.
 */
export async function countCallbacks(ctx: Ctx, { days }: OverviewQuery): Promise<CallbackCount[]> {
  authorize(ctx, 'reports.view-overview');
  const first = Prisma.sql`(${today()} - ${days - 1}::int)`;
  const next = Prisma.sql`(${today()} + 1)`;
  const open = Prisma.sql`greatest(${first}, (SELECT max(day) + 1 FROM event_days))`;
  return ctx.db.$queryRaw<CallbackCount[]>`
    SELECT outcome, sum(events)::int AS count FROM (
      SELECT outcome::text, events FROM event_days WHERE day >= ${first}
      UNION ALL
      SELECT coalesce(outcome::text, 'WAITING'), events FROM (${countedEvents(open, next)}) AS counted
      UNION ALL
      SELECT 'REFUSED', count(*) FROM payment_events
      WHERE verdict <> 'VERIFIED' AND received_at >= ${startOf(first)} AND received_at < ${startOf(next)}
      HAVING count(*) > 0) AS counted
    GROUP BY outcome ORDER BY count DESC, outcome`;
}
