import type { Ctx } from '../context';
import { BusinessError, ConflictError, RateLimitedError, ResourceNotFoundError } from '../errors';
import { hasSeatFor } from './free-team';
import { invitedLately } from './invited-lately';
import type { RedeemCodeInput } from './schema';

type Standing = {
  isActive: boolean;
  expired: boolean;
  depleted: boolean;
  invitedTo: string | null;
  spent: boolean;
  seatFree: boolean;
  invitedLately: number;
  /** Until the first invitation of the last day is a day old. */
  seconds: number;
};

/**
 * Why a redemption changed nothing.
 * @param perEmail how many invitations an email may get within a day
 * @returns the team that this email was invited to with this code before, or null when nothing stands in the way any more
 * @throws AppError with the code that says what is wrong
 */
export async function explainRefusal(
  ctx: Ctx,
  { code, email }: RedeemCodeInput,
  perEmail: number,
): Promise<string | null> {
  const [standing] = await ctx.db.$queryRaw<Standing[]>`
    SELECT code.is_active AND shop.codes_stopped_at IS NULL AS "isActive", coalesce(code.expires_at <= now(), false) AS expired,
      code.used_count >= code.max_uses AS depleted, team.name AS "invitedTo",
      invitation.id IS NOT NULL AND invitation.ended_at IS NOT NULL AS spent,
      EXISTS (SELECT FROM teams AS team WHERE ${hasSeatFor(email)}) AS "seatFree",
      (SELECT count(*)::int ${invitedLately(email)}) AS "invitedLately",
      (SELECT extract(epoch FROM min(lately.created_at) + interval '24 hours' - now())::float8 ${invitedLately(email)}) AS seconds
    FROM redeem_codes AS code JOIN distributors AS shop ON shop.user_id = code.created_by
    LEFT JOIN invite_records AS invitation
      ON invitation.redeem_code_id = code.id AND invitation.email = ${email} AND invitation.use_returned_at IS NULL
    LEFT JOIN teams AS team ON team.id = invitation.team_id AND invitation.ended_at IS NULL
    WHERE code.code = ${code}`;
  if (!standing) throw new ResourceNotFoundError('code', code, 'CODE_NOT_FOUND');
  if (standing.invitedTo !== null) return standing.invitedTo;
  // The use was spent on this email and is not given back, so the code cannot be redeemed by it again.
  if (standing.spent) throw new ConflictError('the invitation has ended', { errorCode: 'INVITATION_ENDED' });
  if (!standing.isActive) throw new BusinessError('code switched off', { errorCode: 'CODE_INACTIVE' });
  if (standing.expired) throw new BusinessError('code expired', { errorCode: 'CODE_EXPIRED' });
  if (standing.depleted) throw new BusinessError('code used up', { errorCode: 'CODE_DEPLETED' });
  if (standing.invitedLately >= perEmail)
    throw new RateLimitedError(Math.max(1, Math.ceil(standing.seconds)));
  if (!standing.seatFree)
    throw new BusinessError('no team has a free seat', { errorCode: 'SEATS_EXHAUSTED' });
  return null;
}
