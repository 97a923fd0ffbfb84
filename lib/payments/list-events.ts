import type { Ctx } from '../context';
import { Prisma } from '../db';
import type { EventOutcome, EventSource, EventVerdict } from '../generated/prisma/enums';
import { pageOf, type Page } from '../paging';
import { authorize } from '../permissions';
import { askedEvents, pageOrder } from './asked-rows';
import type { EventsQuery } from './schema';

export type ListedEvent = {
  id: number;
  provider: string;
  /** What the provider calls it; a refused one has no name that could be believed. */
  event_id: string | null;
  verdict: Lowercase<EventVerdict>;
  /** Null while it waits. */
  outcome: Lowercase<EventOutcome> | null;
  source: Lowercase<EventSource>;
  order_no: string | null;
  payment_id: number | null;
  received_at: string;
  processed_at: string | null;
  retry_at: string | null;
};

/** SQL for the columns of {@link ListedEvent}, of `event` and its order `bought`. */
export const EVENT_COLUMNS = Prisma.sql`
  event.id::int, event.provider, event.event_id, lower(event.verdict::text) AS verdict, lower(event.outcome::text) AS outcome,
  lower(event.source::text) AS source, bought.order_no, event.payment_id, event.received_at, event.processed_at, event.retry_at`;

type Times = 'received_at' | 'processed_at' | 'retry_at';
export type EventRow = Omit<ListedEvent, Times> & {
  received_at: Date;
  processed_at: Date | null;
  retry_at: Date | null;
};

export const listedEvent = (row: EventRow): ListedEvent => ({
  ...row,
  received_at: row.received_at.toISOString(),
  processed_at: row.processed_at?.toISOString() ?? null,
  retry_at: row.retry_at?.toISOString() ?? null,
});

/** What providers told us, the refused as well, newest first. */
export async function listEvents(ctx: Ctx, query: EventsQuery): Promise<Page<ListedEvent>> {
  authorize(ctx, 'payments.view-any');
  const rows = await ctx.db.$queryRaw<EventRow[]>`
    SELECT ${EVENT_COLUMNS}
    FROM (
      SELECT * FROM payment_events AS event WHERE ${askedEvents(query)} ${pageOrder(Prisma.sql`event.id`, query)}) AS event
    LEFT JOIN orders AS bought ON bought.id = event.order_id
    ORDER BY event.id ${query.cursor?.towards === 'newer' ? Prisma.sql`ASC` : Prisma.sql`DESC`}`;
  return pageOf(rows, query, listedEvent);
}
