import type { z } from 'zod';
import { auditActor, recordAudit } from '../audit';
import { now } from '../clock';
import { actorName, type Ctx, type Tx } from '../context';
import { PermissionDeniedError, VersionConflictError } from '../errors';
import { logEvent } from '../log';
import { authorize } from '../permissions';
import { enqueue } from '../queue';
import { inTransaction } from '../transaction';
import { ordersCancelled, ordersMoved } from './jobs';
import { lockOrder, type LockedOrder } from './lock-order';
import { orderStatus } from './order-status';
import type { CancelOrderInput } from './schema';

type Input = z.output<typeof CancelOrderInput> & { order_no: string };

/**
 * Cancels an order. While nothing has been paid or shipped its owner and staff may; after that only an admin. Cancelling
 * what is cancelled changes nothing and is no error. What was paid goes back, what was given is taken back, by the fact.
 * @throws OrderNotFoundError also when it is somebody else's
 * @throws InvalidStateTransitionError when it has been delivered or completed
 * @throws VersionConflictError when it has changed since `version`
 */
export async function cancelOrder(ctx: Ctx, input: Input) {
  authorize(ctx, 'orders.cancel-order');
  const { order_id, answer, changed } = await inTransaction(
    ctx,
    async (tx) => {
      const order = await lockOrder(tx, { order_no: input.order_no });
      if (order.status === 'CANCELLED')
        return { order_id: order.id, answer: answerOf(order), changed: false };
      orderStatus.assertMove(order.status, 'CANCELLED');
      const was_paid = order.payment_status !== 'UNPAID';
      if ((was_paid || order.status === 'SHIPPED') && !isAdmin(tx)) {
        throw new PermissionDeniedError('orders.cancel-order', 'paid or shipped order');
      }
      if (input.version !== undefined && input.version !== order.version) {
        throw new VersionConflictError('order has changed');
      }
      await markCancelled(tx, order.id, input.reason);
      await recordAudit(tx, {
        action: 'orders.cancel-order',
        entity: 'order',
        entityId: order.order_no,
        before: { status: order.status, payment_status: order.payment_status },
        after: { status: 'CANCELLED', reason: input.reason },
      });
      const { id: order_id, order_no, type } = order;
      await enqueue(tx, ordersMoved, { order_id, order_no });
      if (was_paid) await enqueue(tx, ordersCancelled, { order_id, order_no, type, was_paid });
      return {
        order_id,
        answer: answerOf({ ...order, status: 'CANCELLED', version: order.version + 1 }),
        changed: true,
      };
    },
    { verb: 'orders.cancel-order', input },
  );
  const event = changed ? 'order_cancelled' : 'order_already_cancelled';
  logEvent(event, {
    user_id: auditActor(ctx).userId,
    order_id,
    order_no: input.order_no,
    request_id: ctx.requestId,
  });
  return answer;
}

async function markCancelled(tx: Tx, orderId: number, reason: string) {
  await tx.db.order.update({
    where: { id: orderId },
    data: { status: 'CANCELLED', cancelledAt: now(), cancelReason: reason, version: { increment: 1 } },
    select: { id: true },
  });
  await tx.db.orderTracking.create({
    data: { orderId, status: 'CANCELLED', description: reason, actor: actorName(tx.actor) },
    select: { id: true },
  });
}

function isAdmin({ actor, asSystem }: Ctx) {
  return Boolean(asSystem) || actor.kind === 'system' || (actor.kind === 'user' && actor.role === 'ADMIN');
}

function answerOf(order: LockedOrder) {
  return {
    order_no: order.order_no,
    status: order.status.toLowerCase(),
    payment_status: order.payment_status.toLowerCase(),
    fulfillment_status: order.fulfillment_status.toLowerCase(),
    version: order.version,
  };
}
