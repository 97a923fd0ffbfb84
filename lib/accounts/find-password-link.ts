import type { z } from 'zod';
import { now } from '../clock';
import type { Ctx } from '../context';
import { ConflictError } from '../errors';
import { authorize } from '../permissions';
import { countAttempt, forgiveAttempt } from '../rate-limit';
import { isPasswordToken, passwordClaim } from './password-token';
import type { PasswordLinkInput } from './schema';

const GUESSES = 30;
const WINDOW_SECONDS = 60;

/**
 * Whose password a link sets. Links that work do not use up the limit.
 * @throws ConflictError PASSWORD_LINK_EXPIRED, or PASSWORD_LINK_USED for whatever else does not work
 */
export async function findPasswordLink(ctx: Ctx, { token }: z.output<typeof PasswordLinkInput>) {
  authorize(ctx, 'accounts.set-password');
  if (ctx.actor.kind === 'public')
    await countAttempt('password-link.ip', ctx.actor.ip, GUESSES, WINDOW_SECONDS);
  const claim = passwordClaim(token);
  const user =
    claim &&
    (await ctx.db.user.findUnique({
      where: { id: claim.user_id, isActive: true },
      select: { id: true, email: true, name: true, passwordHash: true, sessionVersion: true },
    }));
  if (!claim || !user || !isPasswordToken(token, user))
    throw new ConflictError('password link used or unknown', { errorCode: 'PASSWORD_LINK_USED' });
  if (ctx.actor.kind === 'public')
    await forgiveAttempt('password-link.ip', ctx.actor.ip, GUESSES, WINDOW_SECONDS);
  if (claim.expires_at <= now())
    throw new ConflictError('password link expired', { errorCode: 'PASSWORD_LINK_EXPIRED' });
  return { ...user, purpose: claim.purpose };
}
