import type { Ctx } from '../context';
import { Prisma } from '../db';
import { ResourceNotFoundError } from '../errors';
import { invitationIdOf, isInvitationToken } from './invitation-token';

export type Invitation = {
  id: number;
  email: string;
  team: string;
  /**
   * "expired" also when its time is over and nobody has ended it yet; "over" is a membership that has run its time,
   * "removed" one that was taken away.
   */
  state: 'open' | 'accepted' | 'expired' | 'withdrawn' | 'failed' | 'over' | 'removed';
};

/**
 * The invitation that a token opens.
 * @param lock holds it until the transaction ends
 * @throws ResourceNotFoundError for every token that does not open one, whatever is wrong with it
 */
export async function readInvitation(ctx: Ctx, token: string, lock = false): Promise<Invitation> {
  const id = invitationIdOf(token);
  const [row] = await ctx.db.$queryRaw<(Invitation & { nonce: number })[]>`
    SELECT invitation.id, invitation.email, team.name AS team, invitation.token_nonce AS nonce,
      CASE WHEN invitation.end_reason = 'EXPIRED' AND invitation.accepted_at IS NOT NULL THEN 'over'
        WHEN invitation.ended_at IS NOT NULL THEN lower(invitation.end_reason::text)
        WHEN invitation.accepted_at IS NOT NULL THEN 'accepted'
        WHEN invitation.expires_at <= now() THEN 'expired' ELSE 'open' END AS state
    FROM invite_records AS invitation JOIN teams AS team ON team.id = invitation.team_id
    WHERE invitation.id = ${id} ${lock ? Prisma.sql`FOR NO KEY UPDATE OF invitation` : Prisma.empty}`;
  if (!row || !isInvitationToken(token, row.id, row.nonce))
    throw new ResourceNotFoundError('invitation', 'token');
  const { nonce: _, ...invitation } = row;
  return invitation;
}
