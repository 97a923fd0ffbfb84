import { Prisma } from '../db';
import type { MemberState } from './schema';

/** SQL for the state of the row `invitation`, with its `member` if there is one. */
export const MEMBER_STATE = Prisma.sql`
  CASE WHEN invitation.ended_at IS NOT NULL THEN lower(invitation.end_reason::text)
    WHEN invitation.accepted_at IS NULL THEN 'invited'
    WHEN member.status = 'REMOVING' THEN 'removing' ELSE 'active' END`;

const ended = (reason: 'REMOVED' | 'EXPIRED' | 'WITHDRAWN' | 'FAILED') => Prisma.sql`
  invitation.ended_at IS NOT NULL AND invitation.end_reason = ${reason}::invite_end_reason`;

/** Members at whose removal another system is at work are few: asked for first, they lead to their invitations. */
const BEING_REMOVED = Prisma.sql`SELECT invite_record_id FROM team_members WHERE status = 'REMOVING'`;

/** The same rule asked the other way round: which invitations are in a state, so that the partial indexes answer it. */
export const INVITATIONS_IN_STATE: Record<MemberState, Prisma.Sql> = {
  invited: Prisma.sql`invitation.ended_at IS NULL AND invitation.accepted_at IS NULL`,
  active: Prisma.sql`invitation.ended_at IS NULL AND invitation.accepted_at IS NOT NULL
    AND invitation.id <> ALL (ARRAY(${BEING_REMOVED}))`,
  removing: Prisma.sql`invitation.ended_at IS NULL AND invitation.id = ANY (ARRAY(${BEING_REMOVED}))`,
  removed: ended('REMOVED'),
  expired: ended('EXPIRED'),
  withdrawn: ended('WITHDRAWN'),
  failed: ended('FAILED'),
};
