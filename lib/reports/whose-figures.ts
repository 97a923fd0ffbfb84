import type { Ctx } from '../context';
import { ResourceNotFoundError } from '../errors';
import { authorize, userIdOf } from '../permissions';
import type { WhoseFigures } from './schema';

/**
 * The number of the distributor whose figures are asked for, whether or not there is one.
 * @throws PermissionDeniedError when a distributor asks for "me" without being one, or somebody else than an admin for an id
 */
export function distributorIdOf(ctx: Ctx, whose: WhoseFigures) {
  authorize(ctx, whose === 'me' ? 'distributors.view-own' : 'distributors.view-any');
  return whose === 'me' ? userIdOf(ctx) : whose;
}

/**
 * The distributor whose figures are asked for.
 * @throws PermissionDeniedError as {@link distributorIdOf} does
 * @throws ResourceNotFoundError when there is no such distributor
 */
export async function distributorOf(ctx: Ctx, whose: WhoseFigures) {
  const userId = distributorIdOf(ctx, whose);
  const found = await ctx.db.distributor.findUnique({
    where: { userId },
    select: { userId: true, unitPrice: true, currency: true },
  });
  if (!found) throw noDistributor(userId);
  return found;
}

export function noDistributor(userId: number) {
  return new ResourceNotFoundError('distributor', userId);
}
