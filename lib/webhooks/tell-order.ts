import type { Ctx } from '../context';
import { Prisma } from '../db';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { iso } from './iso-sql';
import { recordEvents } from './record-events';

/**
 * Tells the buyer's endpoints what has become of an order: that it was paid, each of its statuses, that its codes are there.
 * Run again, or by several facts of the same order, it tells each of it once. Told are what has happened lately, not the past.
 */
// oxlint-disable-next-line house/writes-authorise-and-audit -- what has happened was audited when it did
export async function tellOrder(ctx: Ctx, { order_id }: { order_id: number }) {
  authorize(ctx, 'webhooks.tell');
  const told = await inTransaction(ctx, (tx) => recordEvents(tx, eventsOf(order_id)));
  return { told };
}

function eventsOf(orderId: number) {
  return Prisma.sql`
    SELECT bought.buyer_user_id AS distributor_id, happened.* FROM orders AS bought CROSS JOIN LATERAL (
      SELECT 'order.paid' AS type, 'order.paid:' || bought.id AS fact, bought.paid_at AS occurred_at,
        jsonb_build_object('order_no', bought.order_no, 'order_type', lower(bought.type::text),
          'total_amount', bought.total_amount::text, 'currency', trim(bought.currency), 'paid_at', ${iso('bought.paid_at')}) AS data
      UNION ALL
      SELECT 'codes.issued', 'codes.issued:' || bought.id, bought.completed_at,
        jsonb_build_object('order_no', bought.order_no, 'count', bought.delivered_count,
          'expires_at', ${iso('bought.codes_expire_at')}, 'issued_at', ${iso('bought.completed_at')})
      WHERE bought.type = 'CODES' AND bought.fulfillment_status = 'COMPLETED'
      UNION ALL
      SELECT 'order.status_changed', 'order.status_changed:' || moved.id, moved.created_at,
        jsonb_build_object('order_no', bought.order_no, 'status', lower(moved.status::text),
          'previous_status', lower(moved.before::text), 'changed_at', ${iso('moved.created_at')})
      FROM (
        SELECT id, status, created_at, lag(status) OVER (ORDER BY id) AS before FROM order_tracking
        WHERE order_id = bought.id AND status IS NOT NULL) AS moved
      WHERE moved.before IS NOT NULL) AS happened
    -- Events are forgotten after a month; what is older than a week is not told again.
    WHERE bought.id = ${orderId} AND happened.occurred_at > now() - interval '7 days'`;
}
