import { Prisma } from '../db';
import type { Answers, ComparisonRun } from './compared-books';

const CAME = Prisma.sql`('COMPLETED', 'REFUNDING', 'REFUNDED')`;

/** SQL that a moment lies on the day of a run. */
function onDay({ from, until }: ComparisonRun, moment: string) {
  const column = Prisma.raw(moment);
  return Prisma.sql`${column} >= ${from} AND ${column} < ${until}`;
}

/** SQL: how many orders, payments and refunds of ours a run has looked at. */
export const countedRows = (run: ComparisonRun) => Prisma.sql`
  SELECT (SELECT count(*)::int FROM orders WHERE ${onDay(run, 'paid_at')}) AS orders,
    (SELECT count(*)::int FROM payments WHERE ${onDay(run, 'completed_at')} AND status IN ${CAME}) AS payments,
    (SELECT count(*)::int FROM refunds WHERE ${onDay(run, 'finished_at')} AND status = 'SUCCEEDED') AS refunds`;

const PAYMENT = Prisma.sql`
  jsonb_build_object('status', lower(p.status::text), 'amount', p.amount::text, 'currency', p.currency, 'at', p.completed_at)`;
const ORDER = Prisma.sql`
  jsonb_build_object('status', lower(o.payment_status::text), 'amount', o.total_amount::text, 'currency', o.currency, 'at', o.paid_at)`;
const REFUND = Prisma.sql`
  jsonb_build_object('status', lower(r.status::text), 'amount', r.amount::text, 'currency', p.currency, 'at', r.finished_at)`;
const LINE = Prisma.sql`jsonb_build_object('amount', l.amount::text, 'currency', l.currency, 'at', l.at)`;
const NOTHING = Prisma.sql`'{}'::jsonb`;

/** SQL: what differs between our own orders, payments and refunds. */
const amongUs = (run: ComparisonRun) => Prisma.sql`
  SELECT 'paid_order_without_payment' AS kind, NULL::text AS provider, o.order_no, NULL::int AS payment_id,
    NULL::int AS refund_id, NULL::text AS transaction_id, ${ORDER} AS ours, ${NOTHING} AS theirs
  FROM orders AS o WHERE ${onDay(run, 'o.paid_at')} AND o.payment_status <> 'UNPAID' AND NOT EXISTS (
    SELECT FROM payments AS p WHERE p.order_id = o.id AND p.purpose = 'ORDER' AND p.status IN ${CAME})
  UNION ALL
  SELECT CASE WHEN o.payment_status = 'UNPAID' THEN 'payment_without_paid_order' ELSE 'order_amount_differs' END,
    p.provider, o.order_no, p.id, NULL, p.transaction_id, ${ORDER}, ${PAYMENT}
  FROM payments AS p JOIN orders AS o ON o.id = p.order_id
  WHERE ${onDay(run, 'p.completed_at')} AND p.purpose = 'ORDER' AND p.status IN ${CAME}
    AND (o.payment_status = 'UNPAID' OR p.amount <> o.total_amount OR p.currency <> o.currency)
  UNION ALL
  SELECT 'refund_state_differs', p.provider, o.order_no, p.id, NULL, p.transaction_id, ${PAYMENT},
    jsonb_build_object('status', lower(o.payment_status::text), 'amount', given.back::text, 'currency', p.currency)
  FROM payments AS p JOIN orders AS o ON o.id = p.order_id
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(amount), 0.00) AS back FROM refunds WHERE payment_id = p.id AND status = 'SUCCEEDED') AS given
  WHERE p.status IN ${CAME} AND p.id IN (
      SELECT id FROM payments WHERE ${onDay(run, 'completed_at')}
      UNION SELECT payment_id FROM refunds WHERE ${onDay(run, 'finished_at')})
    AND (given.back > p.amount OR (p.status = 'REFUNDED') <> (given.back = p.amount) OR (p.purpose = 'ORDER' AND
      o.payment_status::text <> CASE WHEN given.back = 0 THEN 'PAID' WHEN given.back < p.amount THEN 'PARTIALLY_REFUNDED' ELSE 'REFUNDED' END
      AND o.payment_status <> 'UNPAID'))`;

/** SQL: charges and refunds that the provider has and we have not, or have otherwise. */
const againstLines = (run: ComparisonRun) => Prisma.sql`
  SELECT 'amount_differs', l.provider, o.order_no, p.id, NULL::int, l.transaction_id, ${PAYMENT}, ${LINE}
  FROM reconciliation_lines AS l JOIN payments AS p ON p.provider = l.provider AND p.transaction_id = l.transaction_id
  JOIN orders AS o ON o.id = p.order_id
  WHERE l.run_id = ${run.id} AND l.kind = 'charge' AND p.status IN ${CAME}
    AND ((${onDay(run, 'l.at')}) OR (${onDay(run, 'p.completed_at')}))
    AND (p.amount <> l.amount OR p.currency <> l.currency)
  UNION ALL
  SELECT CASE WHEN p.status IN ('PENDING', 'TIMEOUT') THEN 'still_open' ELSE 'missing_here' END, l.provider,
    coalesce(o.order_no, l.order_no), p.id, NULL, l.transaction_id,
    CASE WHEN p.id IS NULL THEN ${NOTHING} ELSE ${PAYMENT} END, ${LINE}
  FROM reconciliation_lines AS l LEFT JOIN payments AS p ON p.id = l.payment_id AND p.provider = l.provider
  LEFT JOIN orders AS o ON o.id = p.order_id
  WHERE l.run_id = ${run.id} AND l.kind = 'charge' AND ${onDay(run, 'l.at')} AND NOT EXISTS (
    SELECT FROM payments AS known
    WHERE known.provider = l.provider AND known.transaction_id = l.transaction_id AND known.status IN ${CAME})
  UNION ALL
  SELECT 'refund_amount_differs', l.provider, o.order_no, p.id, r.id, l.transaction_id, ${REFUND}, ${LINE}
  FROM reconciliation_lines AS l
  JOIN payments AS p ON p.provider = l.provider AND p.transaction_id = l.of_transaction JOIN orders AS o ON o.id = p.order_id
  JOIN refunds AS r ON r.payment_id = p.id AND r.provider_refund_id = l.transaction_id
  WHERE l.run_id = ${run.id} AND l.kind = 'refund' AND r.status = 'SUCCEEDED'
    AND ((${onDay(run, 'l.at')}) OR (${onDay(run, 'r.finished_at')})) AND (r.amount <> l.amount OR p.currency <> l.currency)
  UNION ALL
  SELECT CASE WHEN r.status = 'PROCESSING' THEN 'still_open' ELSE 'refund_missing_here' END, l.provider,
    coalesce(o.order_no, l.order_no), p.id, r.id, l.transaction_id,
    CASE WHEN r.id IS NULL THEN ${NOTHING} ELSE ${REFUND} END, ${LINE}
  FROM reconciliation_lines AS l
  LEFT JOIN payments AS p ON p.provider = l.provider AND p.transaction_id = l.of_transaction
  LEFT JOIN orders AS o ON o.id = p.order_id
  LEFT JOIN LATERAL (
    SELECT * FROM refunds WHERE payment_id = p.id AND status <> 'SUCCEEDED'
      AND (provider_refund_id = l.transaction_id OR (provider_refund_id IS NULL AND amount = l.amount))
    ORDER BY provider_refund_id IS NULL, id DESC LIMIT 1) AS r ON true
  WHERE l.run_id = ${run.id} AND l.kind = 'refund' AND ${onDay(run, 'l.at')} AND NOT EXISTS (
    SELECT FROM refunds AS known
    WHERE known.payment_id = p.id AND known.provider_refund_id = l.transaction_id AND known.status = 'SUCCEEDED')`;

/** SQL for our payments of the day that its provider's lines do not show. @param asked the providers whose books were read */
export const unseenPayments = (run: ComparisonRun, asked: string[]) => Prisma.sql`
  SELECT p.id, p.provider FROM payments AS p
  WHERE ${onDay(run, 'p.completed_at')} AND p.status IN ${CAME} AND p.provider = ANY (${asked}) AND NOT EXISTS (
    SELECT FROM reconciliation_lines AS l WHERE l.run_id = ${run.id} AND l.provider = p.provider AND l.kind = 'charge'
      AND l.transaction_id = p.transaction_id)`;

/** SQL for our refunds of the day that its provider's lines do not show. */
export const unseenRefunds = (run: ComparisonRun, asked: string[]) => Prisma.sql`
  SELECT r.id, p.provider FROM refunds AS r JOIN payments AS p ON p.id = r.payment_id
  WHERE ${onDay(run, 'r.finished_at')} AND r.status = 'SUCCEEDED' AND p.provider = ANY (${asked}) AND NOT EXISTS (
    SELECT FROM reconciliation_lines AS l WHERE l.run_id = ${run.id} AND l.provider = p.provider AND l.kind = 'refund'
      AND l.transaction_id = r.provider_refund_id)`;

/** SQL: what the provider was asked for by itself, and did not confirm. */
const answered = ({ payments, refunds }: Answers) => Prisma.sql`
  SELECT said.kind, p.provider, o.order_no, p.id, NULL::int, p.transaction_id, ${PAYMENT}, said.theirs
  FROM jsonb_to_recordset(${JSON.stringify(payments)}::jsonb) AS said (id int, kind text, theirs jsonb)
  JOIN payments AS p ON p.id = said.id JOIN orders AS o ON o.id = p.order_id
  UNION ALL
  SELECT said.kind, p.provider, o.order_no, p.id, r.id, r.provider_refund_id, ${REFUND}, said.theirs
  FROM jsonb_to_recordset(${JSON.stringify(refunds)}::jsonb) AS said (id int, kind text, theirs jsonb)
  JOIN refunds AS r ON r.id = said.id JOIN payments AS p ON p.id = r.payment_id JOIN orders AS o ON o.id = p.order_id`;

/** SQL for all that differs. */
export const differencesOf = (run: ComparisonRun, answers: Answers) => Prisma.sql`
  ${amongUs(run)} UNION ALL ${againstLines(run)} UNION ALL ${answered(answers)}`;
