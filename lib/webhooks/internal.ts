import type { Ctx, Tx } from '../context';
import { Prisma } from '../db';
import { requireDistributor } from '../distributors/require-distributor';
import { ResourceNotFoundError } from '../errors';
import type { WebhookOff } from '../generated/prisma/enums';
import { authorize, mayUse, userIdOf } from '../permissions';

/** Whose endpoints: the asking distributor's own, or those of one, for an admin. */
export type WhoseEndpoints = 'me' | number;

/**
 * The distributor whose endpoints may be read.
 * @throws PermissionDeniedError
 * @throws ResourceNotFoundError when there is no such distributor
 */
export async function ownerOf(ctx: Ctx, whose: WhoseEndpoints): Promise<number> {
  authorize(ctx, whose === 'me' ? 'webhooks.view-own' : 'webhooks.view-any');
  return whose === 'me' ? userIdOf(ctx) : requireDistributor(ctx, whose);
}

/** The condition on whose rows the asking person may deal with: none for an admin, who may with all. */
export function ownRows(ctx: Ctx): { distributorId?: number } {
  return mayUse(ctx, 'webhooks.view-any') ? {} : { distributorId: userIdOf(ctx) };
}

export type LockedEndpoint = {
  id: number;
  distributor_id: number;
  url: string;
  description: string;
  events: string[];
  secret: string;
  is_active: boolean;
  disabled_reason: WebhookOff | null;
};

/**
 * Locks an endpoint; its deliveries are locked after it.
 * @throws ResourceNotFoundError also when it is somebody else's, or deleted
 */
export async function lockEndpoint(tx: Tx, endpointId: number): Promise<LockedEndpoint> {
  const { distributorId } = ownRows(tx);
  const own = distributorId === undefined ? Prisma.empty : Prisma.sql`AND distributor_id = ${distributorId}`;
  const [endpoint] = await tx.db.$queryRaw<LockedEndpoint[]>`
    SELECT id, distributor_id, url, description, events, secret, is_active, disabled_reason
    FROM webhook_endpoints WHERE id = ${endpointId} AND deleted_at IS NULL ${own} FOR NO KEY UPDATE`;
  if (!endpoint) throw new ResourceNotFoundError('endpoint', endpointId);
  return endpoint;
}
