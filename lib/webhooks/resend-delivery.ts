import { recordAudit } from '../audit';
import { now } from '../clock';
import type { Ctx, Tx } from '../context';
import { InvalidStateTransitionError, ResourceNotFoundError } from '../errors';
import { logEvent } from '../log';
import { authorize, userIdOf } from '../permissions';
import { countAttempt } from '../rate-limit';
import { inTransaction } from '../transaction';
import { addDelivery } from './add-delivery';
import { lockEndpoint, ownRows } from './internal';
import { BY_HAND_PER_MINUTE } from './send-test-event';
import type { DeliveryInput } from './schema';

/**
 * Sends an event to an endpoint again, with the same id, as a delivery of its own; what came of the first stays in the log.
 * @throws ResourceNotFoundError also when it is somebody else's, or its endpoint was deleted
 * @throws InvalidStateTransitionError while it is still on its way, or when its endpoint is off
 * @throws RateLimitedError
 */
export async function resendDelivery(ctx: Ctx, input: DeliveryInput) {
  authorize(ctx, 'webhooks.resend-delivery');
  await countAttempt('webhooks.by-hand', String(userIdOf(ctx)), BY_HAND_PER_MINUTE, 60);
  const answer = await inTransaction(
    ctx,
    async (tx) => {
      const { eventId, endpointId, distributorId, status } = await deliveryOf(tx, input.delivery_id);
      const endpoint = await lockEndpoint(tx, endpointId);
      if (!endpoint.is_active) throw new InvalidStateTransitionError('endpoint', 'OFF', 'SENT');
      if (status === 'PENDING') throw new InvalidStateTransitionError('delivery', status, 'PENDING');
      const { id } = await tx.db.webhookDelivery.create({
        data: { eventId, endpointId, distributorId, nextTryAt: now(), resendOf: input.delivery_id },
        select: { id: true },
      });
      await addDelivery(tx, { id });
      await recordAudit(tx, {
        action: 'webhooks.resend-delivery',
        entity: 'webhook_endpoint',
        entityId: endpointId,
        after: { delivery_id: id, resend_of: input.delivery_id },
      });
      return { delivery_id: id };
    },
    { verb: 'webhooks.resend-delivery', input },
  );
  logEvent('webhook_resent', { ...answer, resend_of: input.delivery_id, request_id: ctx.requestId });
  return answer;
}

async function deliveryOf(tx: Tx, id: number) {
  const delivery = await tx.db.webhookDelivery.findFirst({
    where: { id, ...ownRows(tx) },
    select: { eventId: true, endpointId: true, distributorId: true, status: true },
  });
  if (!delivery) throw new ResourceNotFoundError('delivery', id);
  return delivery;
}
