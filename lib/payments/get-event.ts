import type { Ctx } from '../context';
import { Prisma } from '../db';
import { ResourceNotFoundError } from '../errors';
import { authorize, mayUse } from '../permissions';
import { eventText, type EventText } from './event-text';
import { EVENT_COLUMNS, listedEvent, type EventRow, type ListedEvent } from './list-events';
import { listPayments, type ListedPayment } from './list-payments';
import type { EventParams } from './schema';
import { trailOf, type TrailEntry } from './audit-trail';

type EventAlert = {
  id: number;
  rule: string;
  key: string;
  facts: Record<string, string | number | null>;
};

export type EventDetail = ListedEvent & {
  request_id: string | null;
  text: EventText;
  /** What it did, or tried to do something to. */
  payment: ListedPayment | null;
  /** What about it still waits for a person. */
  alerts: EventAlert[];
  trail: TrailEntry[];
  /** Whether this reader may have it acted upon again. */
  may_replay: boolean;
};

/**
 * One notification of the inbox: what was sent, whether it was believed, and what came of it.
 * @throws ResourceNotFoundError
 */
export async function getEvent(ctx: Ctx, { id }: EventParams): Promise<EventDetail> {
  authorize(ctx, 'payments.view-any');
  const [found] = await ctx.db.$queryRaw<(EventRow & { raw_body: Uint8Array; request_id: string | null })[]>`
    SELECT ${EVENT_COLUMNS}, event.raw_body, event.request_id
    FROM payment_events AS event LEFT JOIN orders AS bought ON bought.id = event.order_id WHERE event.id = ${id}`;
  if (!found) throw new ResourceNotFoundError('payment_event', id);
  const { raw_body, request_id, ...row } = found;
  const event = listedEvent(row);
  const { order_no, payment_id, verdict } = event;
  const [payments, alerts, trail] = await Promise.all([
    order_no ? listPayments(ctx, { order_no, limit: 200, cursor: undefined }) : undefined,
    alertsOf(ctx, id, order_no),
    trailOf(
      ctx,
      Prisma.sql`
        (entity = 'payment_event' AND entity_id = ${String(id)})
        OR (entity = 'order' AND entity_id = ${order_no ?? ''} AND request_id = ${request_id ?? ''})`,
    ),
  ]);
  return {
    ...event,
    request_id,
    text: eventText(raw_body),
    payment: payments?.items.find((one) => one.id === payment_id) ?? null,
    alerts,
    trail,
    may_replay: verdict === 'verified' && mayUse(ctx, 'payments.replay-event'),
  };
}

/** Alerts are about an order, or, of an event without one, about the event; the open ones have an index by rule and key. */
async function alertsOf(ctx: Ctx, id: number, orderNo: string | null): Promise<EventAlert[]> {
  const alerts = await ctx.db.$queryRaw<EventAlert[]>`
    SELECT id, rule, key, facts FROM alerts
    WHERE resolved_at IS NULL AND rule LIKE 'payments.%'
      AND (key = ${orderNo ?? ''} OR facts ->> 'event_id' = ${String(id)}) ORDER BY id DESC LIMIT 20`;
  return alerts.filter(({ facts }) => String(facts.event_id ?? id) === String(id));
}
