import { recordAudit } from '../audit';
import { now } from '../clock';
import type { Ctx } from '../context';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { lockEndpoint } from './internal';
import type { EndpointInput } from './schema';
import { switchOff } from './switch-endpoint';

/**
 * Deletes an endpoint for good. What it was sent stays in the log for as long as any of it.
 * @throws ResourceNotFoundError also when it is somebody else's, or deleted
 */
export async function deleteEndpoint(ctx: Ctx, input: EndpointInput) {
  authorize(ctx, 'webhooks.delete-endpoint');
  return inTransaction(
    ctx,
    async (tx) => {
      const { id, url } = await lockEndpoint(tx, input.endpoint_id);
      await switchOff(tx, id, 'OWNER', now());
      await recordAudit(tx, {
        action: 'webhooks.delete-endpoint',
        entity: 'webhook_endpoint',
        entityId: id,
        before: { url },
      });
      return { endpoint_id: id };
    },
    { verb: 'webhooks.delete-endpoint', input },
  );
}
