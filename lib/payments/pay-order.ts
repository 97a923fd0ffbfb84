import { actorName, type Ctx } from '../context';
import { Prisma } from '../db';
import { authorize } from '../permissions';
import { oneStatement } from '../transaction';
import { isOpenEvent } from './internal';
import { paymentsSettled } from './jobs';
import type { PaymentReport } from './providers/provider';

/**
 * Settles the first success of an order in one statement: the event, the order and the attempt are locked in this order,
 * and only when all of them are as they should be the attempt completes, the order is paid, an order of codes is confirmed,
 * and the event has its outcome. Otherwise nothing happens.
 * @returns whether it was such a success
 */
export async function payOrder(ctx: Ctx, eventId: bigint, provider: string, report: PaymentReport) {
  authorize(ctx, 'payments.settle-payment');
  const { order_no, payment_id, transaction_id, amount, currency } = report;
  const paid = await oneStatement<{ order_no: string }>(
    ctx,
    {
      audit: {
        action: 'payments.settle-payment',
        entity: 'order',
        entityId: 'order_no',
        after: Prisma.sql`jsonb_build_object('payment_id', payment_id, 'transaction_id', ${transaction_id}::text,
          'amount', amount, 'currency', currency, 'payment_status', 'PAID', 'status', status)`,
      },
      facts: [
        {
          fact: paymentsSettled,
          payload: Prisma.sql`json_build_object('order_id', order_id, 'order_no', order_no, 'order_type', type,
            'payment_id', payment_id)`,
        },
      ],
    },
    Prisma.sql`
      event AS (
        SELECT id FROM payment_events WHERE id = ${eventId} AND ${isOpenEvent} FOR NO KEY UPDATE),
      payable AS (
        SELECT o.id, o.status = 'PENDING' AND o.type = 'CODES' AS confirms
        FROM event CROSS JOIN orders AS o
        WHERE o.order_no = ${order_no} AND o.payment_status = 'UNPAID' AND o.status <> 'CANCELLED'
          AND o.total_amount = ${amount}::numeric AND o.currency = ${currency}
        FOR NO KEY UPDATE OF o),
      attempt AS (
        SELECT p.id, payable.confirms FROM payable JOIN payments AS p ON p.order_id = payable.id
        WHERE p.id = ${payment_id} AND p.provider = ${provider} AND p.purpose = 'ORDER'
          AND p.status IN ('PENDING', 'TIMEOUT', 'FAILED')
          AND p.amount = ${amount}::numeric AND p.currency = ${currency}
          AND NOT EXISTS (SELECT FROM payments AS known
            WHERE known.provider = ${provider} AND known.transaction_id = ${transaction_id})
        FOR NO KEY UPDATE OF p),
      completed AS (
        UPDATE payments AS p SET status = 'COMPLETED', transaction_id = ${transaction_id}, completed_at = now(),
          error_code = NULL, error_message = NULL, failure_reason = NULL, updated_at = now()
        FROM attempt WHERE p.id = attempt.id
        RETURNING p.id, p.order_id, p.amount::text, attempt.confirms),
      result AS (
        UPDATE orders AS o SET payment_status = 'PAID', paid_at = now(),
          status = CASE WHEN completed.confirms THEN 'CONFIRMED' ELSE o.status END,
          confirmed_at = CASE WHEN completed.confirms THEN now() ELSE o.confirmed_at END,
          version = o.version + 1, updated_at = now()
        FROM completed WHERE o.id = completed.order_id
        RETURNING o.id AS order_id, o.order_no, o.type, o.status, completed.confirms, completed.id AS payment_id,
          completed.amount, o.currency),
      tracked AS (
        INSERT INTO order_tracking (order_id, status, actor)
        SELECT order_id, 'CONFIRMED', ${actorName(ctx.actor)} FROM result WHERE confirms),
      answered AS (
        UPDATE payment_events AS e SET outcome = 'SETTLED', processed_at = now(), retry_at = NULL,
          order_id = result.order_id, payment_id = result.payment_id
        FROM result WHERE e.id = ${eventId})`,
  );
  return paid.length === 1;
}
