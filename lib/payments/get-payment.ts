import type { Ctx } from '../context';
import { Prisma } from '../db';
import { PaymentNotFoundError } from '../errors';
import type { OrderPaymentStatus, OrderStatus, SagaStatus } from '../generated/prisma/enums';
import { amountFrom } from '../money';
import { authorize } from '../permissions';
import { lower } from '../text';
import { EVENT_COLUMNS, listedEvent, type EventRow, type ListedEvent } from './list-events';
import { listPayments, type ListedPayment } from './list-payments';
import { listRefunds } from './list-refunds';
import type { ShownRefund } from './refund-rows';
import type { PaymentParams } from './schema';
import { REFUND_ACTIONS, refundEntries } from './refund-entries';
import { newestFirst, paymentEntries, type TimelineEntry } from './timeline-entries';
import { trailOf, type TrailEntry } from './audit-trail';

/** Of each kind; an order with more of them is looked at in its lists. */
const MOST = 50;

export type PaymentDetail = ListedPayment & {
  /** What the provider calls the attempt, and how often it was asked how it stands. */
  provider_ref: string | null;
  asks: number;
  ask_at: string | null;
  order: {
    order_no: string;
    status: Lowercase<OrderStatus>;
    payment_status: Lowercase<OrderPaymentStatus>;
    total_amount: string;
    currency: string;
    buyer: string | null;
  };
  /** All attempts to pay the order, this one among them. */
  attempts: ListedPayment[];
  events: ListedEvent[];
  refunds: ShownRefund[];
  sagas: { id: number; kind: string; status: Lowercase<SagaStatus>; created_at: string }[];
  timeline: TimelineEntry[];
  trail: TrailEntry[];
};

/**
 * One attempt to pay with all that belongs to it: the order it pays, what the provider told about it, what was given back,
 * and who did what.
 * @throws PaymentNotFoundError
 */
export async function getPayment(ctx: Ctx, { id }: PaymentParams): Promise<PaymentDetail> {
  authorize(ctx, 'payments.view-any');
  const payment = await ctx.db.payment.findUnique({
    where: { id },
    include: {
      refunds: { orderBy: { id: 'desc' }, take: MOST },
      order: { include: { buyer: { select: { name: true } } } },
    },
  });
  if (!payment) throw new PaymentNotFoundError(id);
  const { order, refunds } = payment;
  const page = { limit: MOST, cursor: undefined };
  const [attempts, events, sagas, refundRows, trail, refunding] = await Promise.all([
    listPayments(ctx, { order_no: order.orderNo, ...page }),
    ctx.db.$queryRaw<EventRow[]>`
      SELECT ${EVENT_COLUMNS} FROM payment_events AS event LEFT JOIN orders AS bought ON bought.id = event.order_id
      WHERE event.payment_id = ${id} ORDER BY event.id DESC LIMIT ${MOST}`,
    ctx.db.saga.findMany({ where: { subject: order.orderNo }, orderBy: { id: 'desc' }, take: MOST }),
    listRefunds(ctx, { payment_id: id, ...page }),
    trailOf(
      ctx,
      Prisma.sql`
      (entity = 'payment' AND entity_id = ${String(id)})
      OR (entity = 'order' AND entity_id = ${order.orderNo} AND action LIKE 'payments.%')`,
    ),
    ctx.db.auditEntry.findMany({
      where: { entity: 'order', entityId: order.orderNo, action: { in: REFUND_ACTIONS } },
      orderBy: { id: 'desc' },
      take: MOST,
    }),
  ]);
  const own = attempts.items.find((one) => one.id === id) ?? (await listedPayment(ctx, id));
  return {
    ...own,
    provider_ref: payment.providerRef,
    asks: payment.asks,
    ask_at: payment.askAt?.toISOString() ?? null,
    order: {
      order_no: order.orderNo,
      status: lower(order.status),
      payment_status: lower(order.paymentStatus),
      total_amount: amountFrom(order.totalAmount),
      currency: order.currency,
      buyer: order.buyer?.name ?? null,
    },
    attempts: attempts.items,
    events: events.map(listedEvent),
    refunds: refundRows.items,
    sagas: sagas.map((saga) => ({
      id: saga.id,
      kind: saga.kind,
      status: lower(saga.status),
      created_at: saga.createdAt.toISOString(),
    })),
    timeline: newestFirst([
      ...paymentEntries(payment),
      ...refundEntries(
        refunds.map((refund) => ({ ...refund, currency: payment.currency })),
        refunding,
        true,
      ),
    ]),
    trail,
  };
}

/** An attempt that so many others of its order came after is not among those shown. */
async function listedPayment(ctx: Ctx, id: number) {
  const { items } = await listPayments(ctx, { limit: 1, cursor: { id: id + 1, towards: 'older' } });
  if (items[0]?.id !== id) throw new PaymentNotFoundError(id);
  return items[0];
}
