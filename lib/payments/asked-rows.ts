import { Prisma } from '../db';
import { isOrderNo } from '../orders/schema';
import type { Cursor } from '../paging';
import { withinDays } from './business-days';
import type { EventsQuery, PaymentsQuery } from './schema';

/** In the order of bytes, everything that begins like a text comes before the last character there is behind it. */
const END = '\u{10ffff}';

/** SQL for what a list of payments asks of `payment`. Every one of its filters has an index that is read newest first, or is a bounded set. */
export function askedPayments({
  status,
  provider,
  purpose,
  order_no,
  from,
  to,
  cursor,
}: Asked<PaymentsQuery>) {
  return allOf([
    ...(status ? [Prisma.sql`payment.status = ${status.toUpperCase()}::payment_status`] : []),
    ...(provider ? [Prisma.sql`payment.provider = ${provider}`] : []),
    ...(purpose ? [Prisma.sql`payment.purpose = ${purpose.toUpperCase()}::payment_purpose`] : []),
    // Says again what the planner cannot see in a parameter: the index of the few that pay no order serves.
    ...(purpose && purpose !== 'order' ? [Prisma.sql`payment.purpose <> 'ORDER'`] : []),
    ...(order_no ? [ofOrders(Prisma.sql`payment.order_id`, order_no)] : []),
    ...withinDays(Prisma.sql`payment.created_at`, { from, to }),
    ...behind(Prisma.sql`payment.id`, cursor),
  ]);
}

/** SQL for what the inbox asks of `event`. */
export function askedEvents(query: Asked<EventsQuery>) {
  const { provider, verdict, outcome, source, order_no, from, to, cursor } = query;
  return allOf([
    ...(provider ? [Prisma.sql`event.provider = ${provider}`] : []),
    ...(verdict ? [Prisma.sql`event.verdict = ${verdict.toUpperCase()}::event_verdict`] : []),
    ...(verdict && verdict !== 'verified' ? [Prisma.sql`event.verdict <> 'VERIFIED'`] : []),
    ...(outcome ? [hasOutcome(outcome)] : []),
    ...(source ? [Prisma.sql`event.source = ${source.toUpperCase()}::event_source`] : []),
    ...(source && source !== 'notify' ? [Prisma.sql`event.source <> 'NOTIFY'`] : []),
    ...(order_no ? [ofOrders(Prisma.sql`event.order_id`, order_no)] : []),
    ...withinDays(Prisma.sql`event.received_at`, { from, to }),
    ...behind(Prisma.sql`event.id`, cursor),
  ]);
}

/** SQL for the order of a page: newest first, or, on the way back, the rows next to where one was. */
export function pageOrder(id: Prisma.Sql, { limit, cursor }: { limit: number; cursor?: Cursor }) {
  const direction = cursor?.towards === 'newer' ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  return Prisma.sql`ORDER BY ${id} ${direction} LIMIT ${limit + 1}`;
}

type Asked<Q> = Omit<Q, 'limit'>;

function allOf(terms: Prisma.Sql[]) {
  return terms.length ? Prisma.join(terms, ' AND ') : Prisma.sql`true`;
}

function hasOutcome(outcome: NonNullable<EventsQuery['outcome']>) {
  return outcome === 'waiting'
    ? Prisma.sql`event.verdict = 'VERIFIED' AND event.outcome IS NULL`
    : Prisma.sql`event.outcome = ${outcome.toUpperCase()}::event_outcome`;
}

/** A beginning is compared as a range in the order of its index: a pattern that is prepared uses none. */
function ofOrders(orderId: Prisma.Sql, orderNo: string) {
  if (isOrderNo(orderNo)) return Prisma.sql`${orderId} = (SELECT id FROM orders WHERE order_no = ${orderNo})`;
  return Prisma.sql`${orderId} = ANY (ARRAY(
    SELECT id FROM orders WHERE order_no ~>=~ ${orderNo} AND order_no ~<~ ${orderNo + END}))`;
}

function behind(id: Prisma.Sql, cursor: Cursor | undefined) {
  if (!cursor) return [];
  return [cursor.towards === 'newer' ? Prisma.sql`${id} > ${cursor.id}` : Prisma.sql`${id} < ${cursor.id}`];
}
