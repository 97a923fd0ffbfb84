import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { requireDistributor } from '../distributors/require-distributor';
import { ConflictError } from '../errors';
import { logEvent } from '../log';
import { authorize, userIdOf } from '../permissions';
import { inTransaction } from '../transaction';
import { assertTarget } from './assert-target';
import { newSecret } from './endpoint-secret';
import type { CreateEndpointInput } from './schema';

export const MOST_ENDPOINTS = 10;

/**
 * Adds an address that is told from now on what happens to a distributor's orders, codes and members.
 * @returns its secret, which nobody can show again
 * @throws UnsafeTargetError
 * @throws ConflictError TOO_MANY_ENDPOINTS
 */
export async function createEndpoint(ctx: Ctx, { whose, ...input }: CreateEndpointInput) {
  authorize(ctx, 'webhooks.create-endpoint');
  const distributorId = whose === 'me' ? userIdOf(ctx) : whose;
  if (whose !== 'me') {
    authorize(ctx, 'webhooks.view-any');
    await requireDistributor(ctx, whose);
  }
  await assertTarget(input.url);
  const { secret, sealed } = newSecret();
  // Not repeatable under an idempotency key: the answer would be stored with the secret in it.
  const made = await inTransaction(ctx, async (tx) => {
    await tx.db
      .$queryRaw`SELECT user_id FROM distributors WHERE user_id = ${distributorId} FOR NO KEY UPDATE`;
    const kept = await tx.db.webhookEndpoint.count({ where: { distributorId, deletedAt: null } });
    if (kept >= MOST_ENDPOINTS)
      throw new ConflictError('too many endpoints', {
        errorCode: 'TOO_MANY_ENDPOINTS',
        details: { most: MOST_ENDPOINTS },
      });
    const endpoint = await tx.db.webhookEndpoint.create({
      data: { distributorId, ...input, secret: sealed },
      select: { id: true },
    });
    await recordAudit(tx, {
      action: 'webhooks.create-endpoint',
      entity: 'webhook_endpoint',
      entityId: endpoint.id,
      after: { distributor_id: distributorId, ...input },
    });
    return endpoint;
  });
  logEvent('webhook_endpoint_created', { endpoint_id: made.id, request_id: ctx.requestId });
  return { endpoint_id: made.id, secret };
}
