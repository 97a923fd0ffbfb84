import { recordAudit } from '../audit';
import type { Ctx, Tx } from '../context';
import { countEvents } from '../distributors/count-events';
import { ConflictError } from '../errors';
import { logEvent } from '../log';
import { authorize } from '../permissions';
import { enqueue } from '../queue';
import { inTransaction } from '../transaction';
import { countGuess } from './count-guess';
import { accepted } from './jobs';
import { markSent } from './mark-sent';
import { readInvitation } from './read-invitation';
import type { InvitationParams } from './schema';

export type Acceptance = { status: 'accepted'; team: string };

/**
 * A customer accepts an invitation and is a member: the seat is kept, what the distributor earns by it is fixed at today's
 * price, and the membership ends as many days from now as the code says. Accepting again is the same answer.
 * @throws ResourceNotFoundError when the token opens no invitation
 * @throws ConflictError INVITATION_ENDED
 */
export async function acceptInvitation(ctx: Ctx, { token }: InvitationParams): Promise<Acceptance> {
  authorize(ctx, 'members.accept-invitation');
  await countGuess(ctx);
  const { id, team, fresh } = await inTransaction(ctx, async (tx) => {
    const invitation = await readInvitation(tx, token, true);
    if (invitation.state === 'accepted') return { ...invitation, fresh: false };
    if (invitation.state !== 'open') {
      throw new ConflictError('the invitation has ended', { errorCode: 'INVITATION_ENDED' });
    }
    const member = await becomeMember(tx, invitation.id);
    await recordAudit(tx, {
      action: 'members.accept-invitation',
      entity: 'invitation',
      entityId: invitation.id,
      after: { email: invitation.email, member_id: member.id, valid_until: member.valid_until },
    });
    await enqueue(tx, accepted, { member_id: member.id });
    return { ...invitation, fresh: true };
  });
  if (fresh) logEvent('invitation_accepted', { invitation_id: id, request_id: ctx.requestId });
  return { status: 'accepted', team };
}

async function becomeMember(tx: Tx, id: number) {
  // One that is accepted before it counts as sent did arrive.
  await markSent(tx, id);
  const [member] = await tx.db.$queryRaw<{ id: number; valid_until: Date | null }[]>`
    WITH accepted AS (
      UPDATE invite_records AS invitation SET accepted_at = now(), unit_price_snapshot = distributor.unit_price
      FROM distributors AS distributor, redeem_codes AS code
      WHERE invitation.id = ${id} AND invitation.status = 'SUCCESS'
        AND distributor.user_id = invitation.distributor_id AND code.id = invitation.redeem_code_id
      RETURNING invitation.id, invitation.redeem_code_id, invitation.distributor_id, invitation.team_id, invitation.email, invitation.accepted_at,
        code.validity_days),
    member AS (
      INSERT INTO team_members (team_id, email, invite_record_id, valid_until)
      SELECT team_id, email, id, accepted_at + validity_days * interval '24 hours' FROM accepted RETURNING id, valid_until),
    counted_day AS (${countEvents('accepted', 'accepted', 'accepted_at')})
    SELECT id, valid_until FROM member`;
  if (!member) throw new Error(`invitation ${id} was not accepted`);
  return member;
}
