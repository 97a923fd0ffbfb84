import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { lockEndpoint } from './internal';
import type { EndpointInput } from './schema';

/**
 * Switches an endpoint on again: it is told what happens from now on. One that is on stays as it is.
 * @throws ResourceNotFoundError also when it is somebody else's
 */
export async function enableEndpoint(ctx: Ctx, input: EndpointInput) {
  authorize(ctx, 'webhooks.enable-endpoint');
  return inTransaction(
    ctx,
    async (tx) => {
      const { id, is_active, disabled_reason } = await lockEndpoint(tx, input.endpoint_id);
      if (!is_active) {
        await tx.db.webhookEndpoint.update({
          where: { id },
          data: {
            isActive: true,
            disabledReason: null,
            disabledAt: null,
            failures: 0,
            failingSince: null,
            restUntil: null,
          },
          select: { id: true },
        });
        await recordAudit(tx, {
          action: 'webhooks.enable-endpoint',
          entity: 'webhook_endpoint',
          entityId: id,
          before: { is_active, disabled_reason },
          after: { is_active: true },
        });
      }
      return { endpoint_id: id };
    },
    { verb: 'webhooks.enable-endpoint', input },
  );
}
