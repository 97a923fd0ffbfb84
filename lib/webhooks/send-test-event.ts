import { randomUUID } from 'node:crypto';
import { recordAudit } from '../audit';
import { now } from '../clock';
import type { Ctx } from '../context';
import { InvalidStateTransitionError } from '../errors';
import { logEvent } from '../log';
import { authorize, userIdOf } from '../permissions';
import { countAttempt } from '../rate-limit';
import { inTransaction } from '../transaction';
import { addDelivery } from './add-delivery';
import { TEST_EVENT } from './schema';
import { lockEndpoint } from './internal';
import type { EndpointInput } from './schema';

/** Tests, and deliveries sent again, that one person may ask for within a minute. */
export const BY_HAND_PER_MINUTE = 30;

/**
 * Sends an endpoint an event that means nothing, on the same way as all others.
 * @throws ResourceNotFoundError also when it is somebody else's
 * @throws InvalidStateTransitionError when it is off
 * @throws RateLimitedError
 */
export async function sendTestEvent(ctx: Ctx, input: EndpointInput) {
  authorize(ctx, 'webhooks.send-test-event');
  await countAttempt('webhooks.by-hand', String(userIdOf(ctx)), BY_HAND_PER_MINUTE, 60);
  const answer = await inTransaction(
    ctx,
    async (tx) => {
      const endpoint = await lockEndpoint(tx, input.endpoint_id);
      if (!endpoint.is_active) throw new InvalidStateTransitionError('endpoint', 'OFF', 'TESTED');
      const { id: endpointId, distributor_id: distributorId } = endpoint;
      const name = randomUUID().replaceAll('-', '');
      const { id: eventId } = await tx.db.webhookEvent.create({
        data: {
          uid: `evt_${name}`,
          distributorId,
          type: TEST_EVENT,
          fact: `${TEST_EVENT}:${name}`,
          data: { endpoint_id: endpointId, note: 'This is a test. Nothing has happened.' },
          occurredAt: now(),
        },
        select: { id: true },
      });
      const { id } = await tx.db.webhookDelivery.create({
        data: { eventId, endpointId, distributorId, nextTryAt: now() },
        select: { id: true },
      });
      await addDelivery(tx, { id });
      await recordAudit(tx, {
        action: 'webhooks.send-test-event',
        entity: 'webhook_endpoint',
        entityId: endpointId,
        after: { delivery_id: id },
      });
      return { delivery_id: id };
    },
    { verb: 'webhooks.send-test-event', input },
  );
  logEvent('webhook_test_sent', { ...answer, request_id: ctx.requestId });
  return answer;
}
