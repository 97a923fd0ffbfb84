import type { Ctx } from '../context';
import { ResourceNotFoundError } from '../errors';
import { authorize, userIdOf } from '../permissions';
import type { WhoseFigures } from './schema';

/**
 * The distributor whose figures are asked for.
 * @throws PermissionDeniedError when a distributor asks for "me" without being one, or somebody else than an admin for an id
 * @throws ResourceNotFoundError when there is no such distributor
 */
export async function distributorOf(ctx: Ctx, whose: WhoseFigures) {
  authorize(ctx, whose === 'me' ? 'distributors.view-own' : 'distributors.view-any');
  const userId = whose === 'me' ? userIdOf(ctx) : whose;
  const found = await ctx.db.distributor.findUnique({
    where: { userId },
    select: { userId: true, unitPrice: true, currency: true },
  });
  if (!found) throw new ResourceNotFoundError('distributor', userId);
  return found;
}
