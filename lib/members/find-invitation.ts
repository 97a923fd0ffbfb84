import type { Ctx } from '../context';
import { BRAND_COLUMNS, brandOf, type Brand } from '../distributors/brand-of';
import { authorize } from '../permissions';
import { countGuess } from './count-guess';
import { readInvitation, type Invitation } from './read-invitation';
import type { InvitationParams } from './schema';

/**
 * What a customer is invited to and by whose code, for the page on which it is accepted.
 * @throws ResourceNotFoundError, RateLimitedError
 */
export async function findInvitation(
  ctx: Ctx,
  { token }: InvitationParams,
): Promise<Invitation & { brand: Brand }> {
  authorize(ctx, 'members.accept-invitation');
  await countGuess(ctx);
  const invitation = await readInvitation(ctx, token);
  const { distributor } = await ctx.db.inviteRecord.findUniqueOrThrow({
    where: { id: invitation.id },
    select: { distributor: { select: BRAND_COLUMNS } },
  });
  return { ...invitation, brand: brandOf(distributor) };
}
