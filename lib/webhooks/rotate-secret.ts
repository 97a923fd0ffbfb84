import { recordAudit } from '../audit';
import { now } from '../clock';
import type { Ctx } from '../context';
import { logEvent } from '../log';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { newSecret, ROTATION_HOURS } from './endpoint-secret';
import { lockEndpoint } from './internal';
import type { EndpointInput } from './schema';

/**
 * Gives an endpoint another secret. For a day both sign, so that its receiver can be changed over without missing anything;
 * one that was being replaced already ends at once.
 * @returns the new secret, which nobody can show again
 * @throws ResourceNotFoundError also when it is somebody else's
 */
export async function rotateSecret(ctx: Ctx, { endpoint_id }: EndpointInput) {
  authorize(ctx, 'webhooks.rotate-secret');
  const { secret, sealed } = newSecret();
  const previousUntil = new Date(now().getTime() + ROTATION_HOURS * 3_600_000);
  // Not repeatable under an idempotency key: the answer would be stored with the secret in it.
  await inTransaction(ctx, async (tx) => {
    const endpoint = await lockEndpoint(tx, endpoint_id);
    await tx.db.webhookEndpoint.update({
      where: { id: endpoint_id },
      data: { secret: sealed, previousSecret: endpoint.secret, previousUntil },
      select: { id: true },
    });
    await recordAudit(tx, {
      action: 'webhooks.rotate-secret',
      entity: 'webhook_endpoint',
      entityId: endpoint_id,
      after: { previous_until: previousUntil },
    });
  });
  logEvent('webhook_secret_rotated', { endpoint_id, request_id: ctx.requestId });
  return { endpoint_id, secret, previous_until: previousUntil.toISOString() };
}
