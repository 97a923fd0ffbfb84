import { database } from '../db';
import { createOrder } from '../orders/create-order';
import { recordAttempt } from '../payments/record-attempt';
import { playCharge } from '../payments/play-charge';
import { sandboxNotification } from '../payments/providers/sandbox';
import type { PaymentReport } from '../payments/providers/provider';
import { receiveEvent } from '../payments/receive-event';
import { testCtx, userCtx } from './database';
import { createDistributor, createPlan, unique } from './factories';

export const providerCtx = () => testCtx({ kind: 'provider', provider: 'sandbox' });

/** An order of codes with an open attempt to pay it, placed as a distributor does. */
export async function createUnpaidOrder(plan: Parameters<typeof createPlan>[0] = {}, quantity = 1) {
  const buyer = await createDistributor();
  const { id: plan_id } = await createPlan(plan);
  const order = await createOrder(userCtx(buyer), { type: 'CODES', plan_id, quantity });
  const { payment_id } = await recordAttempt(userCtx(buyer), { order_no: order.order_no });
  return { buyer, payment_id, ...order };
}

type Reported = Pick<PaymentReport, 'order_no' | 'payment_id' | 'currency'> & { total_amount: string };

/** What the provider would say of an attempt; a success unless told otherwise. */
export function reportOf(order: Reported, said: Partial<PaymentReport> = {}): PaymentReport {
  const { order_no, payment_id, currency, total_amount: amount } = order;
  return {
    kind: 'succeeded',
    order_no,
    payment_id,
    currency,
    amount,
    transaction_id: unique('txn'),
    ...said,
  };
}

/** A signed notification; delivering it again is the provider's repetition of one event. */
export function notificationOf(order: Reported, said: Partial<PaymentReport> = {}) {
  return sandboxNotification(reportOf(order, said));
}

/** Lets the payer pay at the sandbox's gateway, which knows of it from then on. @returns what it would tell us */
async function chargedAtGateway(order: Reported): Promise<PaymentReport> {
  const { order_no, payment_id, currency, total_amount: amount } = order;
  const { idempotencyKey: key } = await database().payment.findUniqueOrThrow({ where: { id: payment_id } });
  return playCharge(testCtx(), { key, order_no, payment_id, amount, currency }, 'succeeded');
}

/** Hands a notification to the inbox, as the route does. */
export function deliver(
  notification: { body: string | Uint8Array; headers: Record<string, string> },
  ip = '203.0.113.7',
) {
  const rawBody = typeof notification.body === 'string' ? Buffer.from(notification.body) : notification.body;
  return receiveEvent(providerCtx(), {
    provider: 'sandbox',
    rawBody,
    headers: new Headers(notification.headers),
    ip,
  });
}

/** Everything that a notification may have changed about an order. */
export async function moneyOf(order_no: string) {
  const order = await database().order.findUniqueOrThrow({
    where: { orderNo: order_no },
    include: {
      payments: { orderBy: { id: 'asc' }, include: { refunds: true } },
      tracking: { orderBy: { id: 'asc' } },
    },
  });
  const facts = await database().$queryRaw<{ payload: Record<string, unknown> }[]>`
    SELECT payload FROM graphile_worker._private_jobs AS job JOIN graphile_worker._private_tasks AS task ON task.id = job.task_id
    WHERE task.identifier = 'payments.settled' AND job.payload ->> 'order_no' = ${order_no}`;
  const audits = await database().auditEntry.findMany({
    where: { entity: 'order', entityId: order_no, action: 'payments.settle-payment' },
  });
  return {
    order,
    payments: order.payments,
    tracking: order.tracking,
    facts: facts.map((fact) => fact.payload),
    audits,
  };
}

/** An order of codes that the provider has just reported paid: nothing is issued yet, the fact waits in the queue. */
export async function createPaidOrder(plan: Parameters<typeof createPlan>[0] = {}, quantity = 1) {
  const order = await createUnpaidOrder(plan, quantity);
  await deliver(sandboxNotification(await chargedAtGateway(order)));
  return order;
}
