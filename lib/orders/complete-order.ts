import { recordAudit } from '../audit';
import { actorName, type Ctx } from '../context';
import { InvalidStateTransitionError } from '../errors';
import { authorize } from '../permissions';
import { enqueue } from '../queue';
import { inTransaction } from '../transaction';
import { ordersMoved } from './jobs';
import { lockOrder } from './lock-order';
import { fulfillmentStatus, orderStatus } from './order-status';

/**
 * Completes an order together with its fulfilment, in the transaction of the last thing that was missing.
 * @throws OrderNotFoundError
 * @throws InvalidStateTransitionError when the order or its fulfilment is not where completing starts
 */
export async function completeOrder(ctx: Ctx, { order_id }: { order_id: number }) {
  authorize(ctx, 'orders.complete-order');
  return inTransaction(ctx, async (tx) => {
    const order = await lockOrder(tx, { order_id });
    orderStatus.assertMove(order.status, 'COMPLETED');
    fulfillmentStatus.assertMove(order.fulfillment_status, 'COMPLETED');
    // Codes are issued by the worker: only what it has begun can be finished.
    if (order.type === 'CODES' && order.fulfillment_status !== 'PROCESSING') {
      throw new InvalidStateTransitionError('fulfillment', order.fulfillment_status, 'COMPLETED');
    }
    await tx.db.$executeRaw`
      UPDATE orders SET status = 'COMPLETED', fulfillment_status = 'COMPLETED', fulfillment_error = NULL,
        completed_at = now(), version = version + 1, updated_at = now()
      WHERE id = ${order.id}`;
    await tx.db.orderTracking.create({
      data: { orderId: order.id, status: 'COMPLETED', actor: actorName(tx.actor) },
      select: { id: true },
    });
    await recordAudit(tx, {
      action: 'orders.complete-order',
      entity: 'order',
      entityId: order.order_no,
      before: { status: order.status, fulfillment_status: order.fulfillment_status },
      after: { status: 'COMPLETED', fulfillment_status: 'COMPLETED' },
    });
    const completed = { order_id: order.id, order_no: order.order_no };
    await enqueue(tx, ordersMoved, completed);
    return completed;
  });
}
