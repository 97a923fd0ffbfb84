import { Prisma } from '../db';
import type { Invariant } from './data-invariant';

export const orderInvariants: Invariant[] = [
  {
    name: 'codes_of_order',
    says: 'an order does not have the codes it counts, or is fulfilled without all of them',
    offenders: Prisma.sql`
      SELECT o.order_no AS id,
        format('expected %s, delivered %s, codes %s', o.expected_count, o.delivered_count, coalesce(c.codes, 0)) AS found
      FROM orders o LEFT JOIN (SELECT order_id, count(*) AS codes FROM redeem_codes GROUP BY order_id) c ON c.order_id = o.id
      WHERE o.delivered_count <> coalesce(c.codes, 0)
        OR (o.type = 'CODES' AND o.fulfillment_status = 'COMPLETED' AND o.expected_count <> coalesce(c.codes, 0))`,
  },
  {
    name: 'terms_of_code',
    says: 'a code belongs to somebody else than the buyer of its order, or expires at another moment than the order says',
    offenders: Prisma.sql`
      SELECT c.code AS id, format('owner %s, buyer %s, expires %s, order %s', c.created_by, o.buyer_user_id,
        coalesce(c.expires_at::text, 'never'), coalesce(o.codes_expire_at::text, 'never')) AS found
      FROM redeem_codes c JOIN orders o ON o.id = c.order_id
      WHERE o.buyer_user_id IS DISTINCT FROM c.created_by OR o.codes_expire_at IS DISTINCT FROM c.expires_at`,
  },
  {
    name: 'status_of_order',
    says: 'the status of an order is not the one its last tracking row says',
    offenders: Prisma.sql`
      SELECT o.order_no AS id, format('order %s, tracking %s', o.status, coalesce(t.status::text, 'none')) AS found
      FROM orders o LEFT JOIN (
        SELECT DISTINCT ON (order_id) order_id, status FROM order_tracking WHERE status IS NOT NULL
        ORDER BY order_id, id DESC) t ON t.order_id = o.id
      WHERE t.status IS DISTINCT FROM o.status`,
  },
];
