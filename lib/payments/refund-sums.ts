import { Prisma } from '../db';

/**
 * SQL: whether the row `refund` takes from what may still be given back. One that failed without the provider's word may
 * have been carried out after all.
 */
export const TAKES = Prisma.sql`
  (refund.status <> 'REJECTED' AND NOT (refund.status = 'FAILED' AND refund.finished_at IS NOT NULL))`;

/** SQL: whether the payment of the row `refund` is held for it. */
const AT_WORK = Prisma.sql`(refund.status = 'PROCESSING' AND refund.started_at IS NOT NULL)`;

/** SQL: what has been given back of the row `payment`, by the provider's word. */
export const GIVEN_BACK = Prisma.sql`
  (SELECT coalesce(sum(refund.amount), 0) FROM refunds AS refund
   WHERE refund.payment_id = payment.id AND refund.status = 'SUCCEEDED')`;

/** SQL: the status of the row `payment`, which some time ago was paid, as its refunds make it. */
export const STATUS_BY_REFUNDS = Prisma.sql`
  CASE WHEN ${GIVEN_BACK} >= payment.amount THEN 'REFUNDED'
    WHEN EXISTS (SELECT FROM refunds AS refund WHERE refund.payment_id = payment.id AND ${AT_WORK}) THEN 'REFUNDING'
    ELSE 'COMPLETED' END`;

/** SQL: the payment status of an order by the row `payment`, the one that counts for it; UNPAID where there is none. */
export const ORDER_STATUS_BY_PAYMENT = Prisma.sql`
  CASE WHEN payment.id IS NULL THEN 'UNPAID' WHEN ${GIVEN_BACK} >= payment.amount THEN 'REFUNDED'
    WHEN ${GIVEN_BACK} > 0 THEN 'PARTIALLY_REFUNDED' ELSE 'PAID' END`;
