import { actorName, type Ctx } from '../context';
import { Prisma } from '../db';
import { authorize } from '../permissions';
import { oneStatement } from '../transaction';
import { isAttemptOf, isOpenEvent } from './internal';
import type { VerifiedEvent } from './keep-event';
import { paymentsSettled } from './jobs';
import type { PaymentReport } from './providers/provider';

/** What reports it: an event of the inbox, or one that comes in with its payment. */
type Told = { id: bigint; provider: string } | VerifiedEvent;

/**
 * Settles the first success of an order in one statement: the event, the order and the attempt are locked in this order,
 * and only when all of them are as they should be the attempt completes, the order is paid, an order of codes is confirmed,
 * and the event has its outcome. Otherwise nothing happens, but that an event that comes in is kept.
 * @returns whether it was such a success
 * @throws a unique violation when the event, its transaction or the order's payment came by another way in the same moment
 */
export async function payOrder(ctx: Ctx, event: Told, report: PaymentReport) {
  authorize(ctx, 'payments.settle-payment');
  const { provider } = event;
  const { order_no, transaction_id, amount, currency } = report;
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
      event AS (${'id' in event ? lockedEvent(event.id) : newEvent(event)}),
      payable AS (
        SELECT o.id, o.status = 'PENDING' AND o.type = 'CODES' AS confirms
        FROM event CROSS JOIN orders AS o
        WHERE o.order_no = ${order_no} AND o.payment_status = 'UNPAID' AND o.status <> 'CANCELLED'
          AND o.total_amount = ${amount}::numeric AND o.currency = ${currency}
        FOR NO KEY UPDATE OF o),
      attempt AS (
        SELECT p.id, payable.confirms FROM payable JOIN payments AS p ON p.order_id = payable.id
        WHERE ${isAttemptOf(report, provider)} AND p.purpose = 'ORDER'
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
      answered AS (${'id' in event ? answerEvent(event.id) : keepAnswered(ctx, event)})`,
  );
  return paid.length === 1;
}

const lockedEvent = (id: bigint) => Prisma.sql`
  SELECT id FROM payment_events WHERE id = ${id} AND ${isOpenEvent} FOR NO KEY UPDATE`;

const answerEvent = (id: bigint) => Prisma.sql`
  UPDATE payment_events AS e SET outcome = 'SETTLED', processed_at = now(), retry_at = NULL,
    order_id = result.order_id, payment_id = result.payment_id
  FROM result WHERE e.id = ${id}`;

/** A row when nothing has come in under its id. */
const newEvent = ({ provider, eventId }: VerifiedEvent) => Prisma.sql`
  SELECT WHERE NOT EXISTS (
    SELECT FROM payment_events WHERE provider = ${provider} AND event_id = ${eventId} AND verdict = 'VERIFIED')`;

const keepAnswered = (
  { requestId }: Ctx,
  { provider, eventId, rawBody, source }: VerifiedEvent,
) => Prisma.sql`
  INSERT INTO payment_events (provider, event_id, raw_body, verdict, source, request_id, outcome, processed_at, order_id,
    payment_id)
  SELECT ${provider}, ${eventId}, ${rawBody}::bytea, 'VERIFIED', ${source}::event_source, ${requestId},
    CASE WHEN result.order_id IS NOT NULL THEN 'SETTLED'::event_outcome END,
    CASE WHEN result.order_id IS NOT NULL THEN now() END, result.order_id, result.payment_id
  FROM event LEFT JOIN result ON true`;
