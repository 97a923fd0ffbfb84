import { failIssue } from '../lib/codes/fail-issue';
import type { Actor, Tx } from '../lib/context';
import { TechnicalError } from '../lib/errors';
import { resolveAlert } from '../lib/monitoring/resolve-alert';
import { cancelOrder } from '../lib/orders/cancel-order';
import { cancelUnpaidOrders } from '../lib/orders/cancel-unpaid-orders';
import { recordAttempt } from '../lib/payments/record-attempt';
import { succeedRefund } from '../lib/payments/finish-refund';
import { lockRefund } from '../lib/payments/lock-payment';
import { refundCharge } from '../lib/payments/providers/sandbox-books';
import { claimRefund } from '../lib/payments/refund-claim';
import { requestOrderRefund } from '../lib/payments/request-order-refund';
import { Prisma } from '../lib/db';
import { adminOf } from './seed-people';
import {
  as,
  distributorOf,
  issueLongAgo,
  place,
  tellPayment,
  type Placed,
  type Purchase,
} from './seed-purchase';
import { age, ageOrder, dropOwnJobs, HOUR, MINUTE } from './seed-time';

/** Whoever has to see to what went wrong. */
export type Desk = { adminId: number; operatorId: number };

type Telling = {
  tx: Tx;
  order: Placed;
  /** How long ago the story ends. */
  seconds: number;
  desk: Desk;
  /** The alert that came of it has been dealt with. */
  resolved?: boolean;
};

const system = (task: string): Actor => ({ kind: 'system', task });
const PAID_AFTER = 3 * MINUTE;
const TIME_TO_PAY = 31 * MINUTE;

/** How orders go, each by the verbs that do it, with time passing between them. */
export const STORIES = {
  issued: async ({ tx, order, seconds }: Telling) => {
    await ageOrder(tx, order.id, PAID_AFTER);
    await tellPayment(tx, order);
    await issueLongAgo(tx, order, seconds);
  },

  /** The card was declined first; the second attempt went through. */
  declined: async ({ tx, order, seconds }: Telling) => {
    await ageOrder(tx, order.id, PAID_AFTER);
    await tellPayment(tx, order, { kind: 'failed' });
    await ageOrder(tx, order.id, MINUTE);
    const order_no = await numberOf(tx, order.id);
    const again = await recordAttempt(as(tx, distributorOf(order.buyerId)), { order_no });
    await ageOrder(tx, order.id, PAID_AFTER);
    await tellPayment(tx, { ...order, ...again });
    await issueLongAgo(tx, order, seconds);
  },

  /** Paid twice at once: the second payment has gone back. */
  excess: async ({ tx, order, seconds, desk, resolved }: Telling) => {
    await ageOrder(tx, order.id, PAID_AFTER);
    await tellPayment(tx, order);
    await tellPayment(tx, order, { again: true });
    await giveBack(tx, order.id);
    await toldWhenPaid(tx, order.id);
    await issueLongAgo(tx, order, seconds);
    if (resolved) await resolve(tx, order.id, desk);
  },

  expired: async ({ tx, order, seconds }: Telling) => {
    await runOut(tx, order);
    await closePage(tx, order);
    await ageOrder(tx, order.id, seconds);
  },

  /** The money came when the order had been given up, and went back. */
  late: async ({ tx, order, seconds, desk, resolved }: Telling) => {
    await runOut(tx, order);
    await ageOrder(tx, order.id, 20 * MINUTE);
    await tellPayment(tx, order);
    await giveBack(tx, order.id);
    await dropOwnJobs(tx);
    await ageOrder(tx, order.id, seconds);
    if (resolved) await resolve(tx, order.id, desk);
  },

  /** Another amount came than the order costs. */
  mismatch: async ({ tx, order, seconds, desk, resolved }: Telling) => {
    await ageOrder(tx, order.id, PAID_AFTER);
    await tellPayment(tx, order, { amount: '0.01' });
    await runOut(tx, order);
    await ageOrder(tx, order.id, seconds);
    if (resolved) await resolve(tx, order.id, desk);
  },

  cancelled: async ({ tx, order, seconds }: Telling) => {
    await ageOrder(tx, order.id, 9 * MINUTE);
    const reason = 'Ordered the wrong plan';
    await cancelOrder(as(tx, distributorOf(order.buyerId)), {
      order_no: await numberOf(tx, order.id),
      reason,
    });
    await ageOrder(tx, order.id, TIME_TO_PAY - 9 * MINUTE);
    await closePage(tx, order);
    await ageOrder(tx, order.id, seconds);
  },

  /** Issuing has failed three times. What stood in its way is gone: run again, it succeeds. */
  failed: async ({ tx, order, seconds }: Telling) => {
    await payAndFail(tx, order);
    await dropOwnJobs(tx);
    await ageOrder(tx, order.id, seconds);
  },

  /** Issuing had failed, and the distributor did not want to wait: an administrator cancelled, the money goes back. */
  refunded: async ({ tx, order, seconds, desk }: Telling) => {
    await payAndFail(tx, order);
    await ageOrder(tx, order.id, 2 * HOUR);
    const order_no = await numberOf(tx, order.id);
    const reason = 'The distributor did not want to wait';
    await cancelOrder(as(tx, adminOf(desk.adminId)), { order_no, reason });
    await requestOrderRefund(as(tx, system('payments.request-order-refund')), { order_id: order.id });
    await giveBack(tx, order.id);
    await dropOwnJobs(tx);
    await ageOrder(tx, order.id, seconds);
    await resolve(tx, order.id, desk);
  },

  /** Placed a while ago, and still to be paid. */
  open: async ({ tx, order, seconds }: Telling) => {
    await ageOrder(tx, order.id, seconds);
  },

  /** Just paid: the worker finds the job when it starts, and everybody can watch it. */
  paid: async ({ tx, order, seconds }: Telling) => {
    await ageOrder(tx, order.id, seconds);
    await tellPayment(tx, order);
  },
} satisfies Record<string, (telling: Telling) => Promise<void>>;

export type StoryName = keyof typeof STORIES;

export async function tellOrder(
  tx: Tx,
  story: StoryName,
  purchase: Purchase,
  telling: Pick<Telling, 'seconds' | 'desk' | 'resolved'>,
): Promise<number> {
  const order = await place(tx, purchase);
  await STORIES[story]({ tx, order, ...telling });
  return order.id;
}

async function numberOf({ db }: Tx, id: number) {
  return (await db.order.findUniqueOrThrow({ where: { id }, select: { orderNo: true } })).orderNo;
}

async function runOut(tx: Tx, { id }: Placed) {
  await ageOrder(tx, id, TIME_TO_PAY);
  await cancelUnpaidOrders(as(tx, system('orders.cancel-unpaid-orders')));
}

/** Nobody has paid on the provider's page while it was open, and the provider says so. */
async function closePage(tx: Tx, order: Placed) {
  await tellPayment(tx, order, { kind: 'failed', reason: 'expired' });
  await tx.db.$executeRaw`
    UPDATE sandbox_transactions SET reason = 'expired' WHERE payment_id = ${order.payment_id} AND status = 'failed'`;
}

async function payAndFail(tx: Tx, order: Placed) {
  await ageOrder(tx, order.id, PAID_AFTER);
  await tellPayment(tx, order);
  const error = new TechnicalError('the database did not answer', { errorCode: 'SERVICE_UNAVAILABLE' });
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    await ageOrder(tx, order.id, MINUTE);
    await failIssue(as(tx, system('codes.issue-codes')), order.id, error);
  }
}

/** The provider has given back what was asked of it. */
async function giveBack(tx: Tx, orderId: number) {
  const asked = await tx.db.refund.findMany({ where: { payment: { orderId }, status: 'PROCESSING' } });
  const carrier = as(tx, system('payments.carry-out-refund'));
  for (const { id } of asked) {
    const claim = await claimRefund(carrier, id, 1);
    if (!claim) throw new Error(`refund ${id} is not to be carried out`);
    const { idempotency_key: key, transaction_id: of_transaction, amount, currency } = claim.call;
    // oxlint-disable-next-line house/transactions-stay-inside -- the sandbox's books are rows of this database
    const line = await refundCharge(tx, { key, of_transaction, amount, currency });
    if (line?.status !== 'succeeded') throw new Error(`the sandbox did not give back refund ${id}`);
    const given = { action: 'payments.carry-out-refund', provider_refund_id: line.transaction_id } as const;
    await succeedRefund(carrier, await lockRefund(carrier, id), given);
  }
}

/** What has been written down since an order was paid was, for all that anybody knows, in that moment. */
async function toldWhenPaid({ db }: Tx, orderId: number) {
  await db.$executeRaw`
    UPDATE audit_log SET created_at = bought.paid_at FROM orders AS bought
    WHERE bought.id = ${orderId} AND entity = 'order' AND entity_id = bought.order_no AND audit_log.created_at > bought.paid_at`;
}

/** Half an hour later somebody had dealt with it. */
async function resolve(tx: Tx, orderId: number, { operatorId }: Desk) {
  const key = await numberOf(tx, orderId);
  const alert = await tx.db.alert.findFirst({ where: { key }, orderBy: { id: 'desc' } });
  if (!alert) throw new Error(`nobody was called over order ${key}`);
  const operator: Actor = { kind: 'user', userId: operatorId, role: 'OPERATOR', via: 'session' };
  await resolveAlert(as(tx, operator), { alert_id: alert.id });
  const since = (Date.now() - alert.lastAt.getTime()) / 1000 - 30 * MINUTE;
  await age(tx, 'alerts', ['resolved_at'], since, Prisma.sql`id = ${alert.id}`);
  const told = Prisma.sql`entity = 'alert' AND entity_id = ${String(alert.id)}`;
  await age(tx, 'audit_log', ['created_at'], since, told);
}
