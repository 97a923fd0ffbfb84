import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { assertTarget } from './assert-target';
import { lockEndpoint } from './internal';
import type { ChangeEndpointInput } from './schema';

/**
 * Changes where an endpoint is, what it is called and what it is told. What is on its way goes to the new address.
 * @throws ResourceNotFoundError also when it is somebody else's
 * @throws UnsafeTargetError
 */
export async function changeEndpoint(ctx: Ctx, input: ChangeEndpointInput) {
  authorize(ctx, 'webhooks.change-endpoint');
  await assertTarget(input.url);
  return inTransaction(
    ctx,
    async (tx) => {
      const { endpoint_id, url, description, events } = input;
      const before = await lockEndpoint(tx, endpoint_id);
      await tx.db.webhookEndpoint.update({
        where: { id: endpoint_id },
        // At another address it has not failed yet.
        data: {
          url,
          description,
          events,
          ...(url !== before.url && { failures: 0, failingSince: null, restUntil: null }),
        },
        select: { id: true },
      });
      await recordAudit(tx, {
        action: 'webhooks.change-endpoint',
        entity: 'webhook_endpoint',
        entityId: endpoint_id,
        before: { url: before.url, description: before.description, events: before.events },
        after: { url, description, events },
      });
      return { endpoint_id };
    },
    { verb: 'webhooks.change-endpoint', input },
  );
}
