import { actorName, type Ctx } from '../context';
import { Prisma } from '../db';
import { logEvent } from '../log';
import { authorize } from '../permissions';
import { oneStatement } from '../transaction';
import { ordersMoved } from './jobs';

const BATCH = 500;

/**
 * Cancels the orders whose time to pay is over. An order that somebody holds at this moment is left for the next run: it
 * may be the provider, paying it.
 * @returns how many orders were cancelled
 */
export async function cancelUnpaidOrders(ctx: Ctx): Promise<{ cancelled: number }> {
  authorize(ctx, 'orders.cancel-unpaid-orders');
  let cancelled = 0;
  let batch: { order_no: string }[];
  do {
    batch = await oneStatement<{ order_no: string }>(
      ctx,
      {
        audit: {
          action: 'orders.cancel-unpaid-orders',
          entity: 'order',
          entityId: 'order_no',
          after: Prisma.sql`jsonb_build_object('status', 'CANCELLED', 'reason', 'EXPIRED')`,
        },
        facts: [
          {
            fact: ordersMoved,
            payload: Prisma.sql`json_build_object('order_id', id, 'order_no', order_no)`,
          },
        ],
      },
      Prisma.sql`
        due AS (
          SELECT id FROM orders
          WHERE status = 'PENDING' AND payment_status = 'UNPAID' AND expires_at <= now()
          ORDER BY expires_at LIMIT ${BATCH} FOR NO KEY UPDATE SKIP LOCKED),
        result AS (
          UPDATE orders AS o SET status = 'CANCELLED', cancelled_at = now(), cancel_reason = 'EXPIRED',
            version = o.version + 1, updated_at = now()
          FROM due WHERE o.id = due.id
          RETURNING o.id, o.order_no),
        tracked AS (
          INSERT INTO order_tracking (order_id, status, actor) SELECT id, 'CANCELLED', ${actorName(ctx.actor)} FROM result)`,
    );
    cancelled += batch.length;
    for (const { order_no } of batch)
      logEvent('order_cancelled', { order_no, reason: 'EXPIRED', request_id: ctx.requestId });
  } while (batch.length === BATCH);
  return { cancelled };
}
