import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { lockEndpoint } from './internal';
import type { EndpointInput } from './schema';
import { switchOff } from './switch-endpoint';

/**
 * Switches an endpoint off: it is told nothing, and what was on its way has failed. One that is off stays as it is.
 * @throws ResourceNotFoundError also when it is somebody else's
 */
export async function disableEndpoint(ctx: Ctx, input: EndpointInput) {
  authorize(ctx, 'webhooks.disable-endpoint');
  return inTransaction(
    ctx,
    async (tx) => {
      const { id, is_active } = await lockEndpoint(tx, input.endpoint_id);
      if (is_active) {
        await switchOff(tx, id, 'OWNER');
        await recordAudit(tx, {
          action: 'webhooks.disable-endpoint',
          entity: 'webhook_endpoint',
          entityId: id,
          before: { is_active },
          after: { is_active: false },
        });
      }
      return { endpoint_id: id };
    },
    { verb: 'webhooks.disable-endpoint', input },
  );
}
