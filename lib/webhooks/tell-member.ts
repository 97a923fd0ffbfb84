import type { Ctx } from '../context';
import { Prisma } from '../db';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { iso } from './iso-sql';
import { recordEvents } from './record-events';

/** Tells a distributor's endpoints, each once, that a customer has become a member and that a member was removed. */
// oxlint-disable-next-line house/writes-authorise-and-audit -- what has happened was audited when it did
export async function tellMember(ctx: Ctx, { member_id }: { member_id: number }) {
  authorize(ctx, 'webhooks.tell');
  const told = await inTransaction(ctx, (tx) => recordEvents(tx, eventsOf(member_id)));
  return { told };
}

function eventsOf(memberId: number) {
  return Prisma.sql`
    SELECT invitation.distributor_id, happened.* FROM team_members AS member
    JOIN invite_records AS invitation ON invitation.id = member.invite_record_id
    JOIN teams AS team ON team.id = member.team_id
    CROSS JOIN LATERAL (
      SELECT jsonb_build_object('member_id', member.id, 'invitation_id', invitation.id, 'email', member.email,
        'team_id', team.id, 'team', team.name) AS who) AS named
    CROSS JOIN LATERAL (
      SELECT 'member.accepted' AS type, 'member.accepted:' || member.id AS fact, invitation.accepted_at AS occurred_at,
        named.who || jsonb_build_object('accepted_at', ${iso('invitation.accepted_at')},
          'valid_until', ${iso('member.valid_until')}) AS data
      UNION ALL
      SELECT 'member.removed', 'member.removed:' || member.id, member.removed_at,
        named.who || jsonb_build_object('reason', member.removed_reason, 'removed_at', ${iso('member.removed_at')})
      WHERE member.status = 'REMOVED') AS happened
    -- Events are forgotten after a month; what is older than a week is not told again.
    WHERE member.id = ${memberId} AND happened.occurred_at > now() - interval '7 days'`;
}
