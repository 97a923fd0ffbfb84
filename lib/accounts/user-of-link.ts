import { now } from '../clock';
import { actorName, type Ctx } from '../context';
import { ConflictError } from '../errors';
import { countAttempt, forgiveAttempt, networkOf } from '../rate-limit';
import { isPasswordToken, passwordClaim } from './password-token';

const LIMIT = { name: 'password-link.ip', points: 30, seconds: 60 };

/**
 * The user whose password a link sets, as they are now. Only links that do not work use up the limit.
 * @throws ConflictError PASSWORD_LINK_EXPIRED, or PASSWORD_LINK_USED for whatever else does not work
 */
export async function userOfLink(ctx: Ctx, token: string) {
  const from = ctx.actor.kind === 'public' ? networkOf(ctx.actor.ip) : actorName(ctx.actor);
  await countAttempt(LIMIT.name, from, LIMIT.points, LIMIT.seconds);
  const claim = passwordClaim(token);
  const user =
    claim &&
    (await ctx.db.user.findUnique({
      where: { id: claim.user_id, isActive: true },
      select: { id: true, email: true, name: true, passwordHash: true, sessionVersion: true },
    }));
  if (!user || !isPasswordToken(token, user))
    throw new ConflictError('password link used or unknown', { errorCode: 'PASSWORD_LINK_USED' });
  await forgiveAttempt(LIMIT.name, from, LIMIT.points, LIMIT.seconds);
  if (claim.expires_at <= now())
    throw new ConflictError('password link expired', { errorCode: 'PASSWORD_LINK_EXPIRED' });
  return { ...user, purpose: claim.purpose };
}
