import type { Ctx } from '../context';
import { Prisma } from '../db';
import { ConflictError, ResourceNotFoundError } from '../errors';
import { logEvent } from '../log';
import { authorize } from '../permissions';
import { oneStatement } from '../transaction';
import { endInvitations } from './end-invitations';
import { ownInvitations } from './own-invitations';
import type { WithdrawInvitationInput } from './schema';

export type Withdrawal = { status: 'withdrawn'; email: string; team_id: number };

type Ended = { id: number; email: string; team_id: number };

/**
 * Takes back an invitation that nobody has accepted yet: its link opens nothing any more, seat and use are free again.
 * Withdrawing it again is the same answer.
 * @throws ResourceNotFoundError also when it is somebody else's
 * @throws ConflictError INVITATION_ACCEPTED, INVITATION_ENDED
 */
export async function withdrawInvitation(
  ctx: Ctx,
  { invitation_id: id, reason }: WithdrawInvitationInput,
): Promise<Withdrawal> {
  authorize(ctx, 'members.withdraw-invitation');
  const [withdrawn] = await oneStatement<Ended>(
    ctx,
    {
      audit: {
        action: 'members.withdraw-invitation',
        entity: 'invitation',
        entityId: 'id',
        after: Prisma.sql`jsonb_build_object('end_reason', 'WITHDRAWN', 'email', email, 'reason', ${reason}::text)`,
      },
    },
    Prisma.sql`
      ${endInvitations({
        asked: Prisma.sql`SELECT own.id FROM (${ownInvitations(ctx)}) AS own WHERE own.id = ${id}`,
        still: Prisma.sql`invitation.accepted_at IS NULL AND invitation.expires_at > now()`,
        reason: 'WITHDRAWN',
        returnsUse: true,
      })},
      result AS (SELECT ended.*, whole.ok FROM ended, whole)`,
  );
  if (withdrawn) logEvent('invitation_withdrawn', { invitation_id: id, request_id: ctx.requestId });
  const { email, team_id } = withdrawn ?? (await withdrawnBefore(ctx, id));
  return { status: 'withdrawn', email, team_id };
}

type Standing = { email: string; team_id: number; end_reason: string | null; accepted: boolean };

async function withdrawnBefore(ctx: Ctx, id: number): Promise<Standing> {
  const [standing] = await ctx.db.$queryRaw<Standing[]>`
    SELECT email, team_id, end_reason, accepted_at IS NOT NULL AS accepted
    FROM (${ownInvitations(ctx)}) AS own WHERE own.id = ${id}`;
  if (!standing) throw new ResourceNotFoundError('invitation', id);
  if (standing.end_reason === 'WITHDRAWN') return standing;
  if (standing.end_reason === null && standing.accepted)
    throw new ConflictError('the invitation is accepted', { errorCode: 'INVITATION_ACCEPTED' });
  throw new ConflictError('the invitation has ended', { errorCode: 'INVITATION_ENDED' });
}
