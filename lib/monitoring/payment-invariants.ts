import { Prisma } from '../db';
import { ORDER_STATUS_BY_PAYMENT, STATUS_BY_REFUNDS, TAKES } from '../payments/refund-sums';
import type { Invariant } from './data-invariant';

const PAYS_ORDER = Prisma.sql`p.purpose = 'ORDER' AND p.status IN ('COMPLETED', 'REFUNDING', 'REFUNDED')`;

export const paymentInvariants: Invariant[] = [
  {
    name: 'one_effective_payment',
    says: 'an order was paid more than once',
    offenders: Prisma.sql`
      SELECT o.order_no AS id, format('payments %s', string_agg(p.id::text, ', ' ORDER BY p.id)) AS found
      FROM payments p JOIN orders o ON o.id = p.order_id WHERE ${PAYS_ORDER} GROUP BY o.id HAVING count(*) > 1`,
  },
  {
    name: 'paid_by_payment',
    says: 'an order counts as paid without a payment, or has one and counts as unpaid',
    offenders: Prisma.sql`
      SELECT o.order_no AS id, format('order %s, effective payments %s', o.payment_status, count(p.id)) AS found
      FROM orders o LEFT JOIN payments p ON p.order_id = o.id AND ${PAYS_ORDER}
      GROUP BY o.id HAVING (o.payment_status = 'UNPAID') <> (count(p.id) = 0)`,
  },
  {
    name: 'amount_of_payment',
    says: 'an order was paid with another amount or currency than it costs',
    offenders: Prisma.sql`
      SELECT o.order_no AS id, format('order %s %s, payment %s %s', o.total_amount, o.currency, p.amount, p.currency) AS found
      FROM payments p JOIN orders o ON o.id = p.order_id
      WHERE ${PAYS_ORDER} AND (p.amount <> o.total_amount OR p.currency <> o.currency)`,
  },
  {
    name: 'refunds_of_payment',
    says: 'more is given back than was paid',
    offenders: Prisma.sql`
      SELECT p.id::text AS id, format('paid %s, refunds %s', p.amount, sum(refund.amount)) AS found
      FROM payments p JOIN refunds AS refund ON refund.payment_id = p.id AND ${TAKES}
      GROUP BY p.id HAVING sum(refund.amount) > p.amount`,
  },
  {
    name: 'status_of_payment',
    says: 'a payment counts as being given back, or as given back, and its refunds say otherwise',
    offenders: Prisma.sql`
      SELECT payment.id::text AS id, format('%s, by its refunds %s', payment.status, ${STATUS_BY_REFUNDS}) AS found
      FROM payments AS payment WHERE payment.status IN ('COMPLETED', 'REFUNDING', 'REFUNDED')
        AND payment.status::text <> ${STATUS_BY_REFUNDS}`,
  },
  {
    name: 'refunded_order',
    says: 'an order counts as given back, in part or whole, and the refunds of its payment say otherwise',
    offenders: Prisma.sql`
      SELECT o.order_no AS id, format('%s, by its refunds %s', o.payment_status, ${ORDER_STATUS_BY_PAYMENT}) AS found
      FROM orders o LEFT JOIN payments AS payment ON payment.order_id = o.id
        AND payment.purpose = 'ORDER' AND payment.status IN ('COMPLETED', 'REFUNDING', 'REFUNDED')
      WHERE o.payment_status::text <> ${ORDER_STATUS_BY_PAYMENT}`,
  },
];
