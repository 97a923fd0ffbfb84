import type { Ctx } from '../context';
import { ResourceNotFoundError } from '../errors';
import { authorize } from '../permissions';
import { countGuess } from './count-guess';
import type { FindCodeOwnerInput } from './schema';

/**
 * Whose code it is, for the page on which it is redeemed. A look counts like an attempt to redeem: both tell guessers as much.
 * @throws ResourceNotFoundError CODE_NOT_FOUND
 * @throws RateLimitedError
 */
export async function findCodeOwner(
  ctx: Ctx,
  { code }: FindCodeOwnerInput,
): Promise<{ distributor: string }> {
  authorize(ctx, 'members.redeem-code');
  await countGuess(ctx);
  const found = await ctx.db.redeemCode.findUnique({
    where: { code },
    select: { distributor: { select: { user: { select: { name: true } } } } },
  });
  if (!found) throw new ResourceNotFoundError('code', code, 'CODE_NOT_FOUND');
  return { distributor: found.distributor.user.name };
}
