import type { Ctx } from '../context';
import { authorize } from '../permissions';
import { countGuess } from './count-guess';
import { readInvitation, type Invitation } from './read-invitation';
import type { InvitationParams } from './schema';

/**
 * What a customer is invited to, for the page on which it is accepted.
 * @throws ResourceNotFoundError, RateLimitedError
 */
export async function findInvitation(ctx: Ctx, { token }: InvitationParams): Promise<Invitation> {
  authorize(ctx, 'members.accept-invitation');
  await countGuess(ctx);
  return readInvitation(ctx, token);
}
