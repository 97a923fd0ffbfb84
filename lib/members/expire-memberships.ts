import type { Ctx } from '../context';
import { Prisma } from '../db';
import { logEvent } from '../log';
import { authorize } from '../permissions';
import { oneStatement } from '../transaction';
import { endInvitations } from './end-invitations';
import { expired } from './jobs';

const BATCH = 500;
const IS_DUE = Prisma.sql`member.status = 'ACTIVE' AND member.valid_until <= now()`;

/**
 * Ends the memberships that have run their time: the seat is free, the use stays spent. Whoever is being removed at this
 * moment is left to that.
 * @returns how many ended
 */
export async function expireMemberships(ctx: Ctx): Promise<{ expired: number }> {
  authorize(ctx, 'members.expire-memberships');
  let ended = 0;
  let batch: { id: number }[];
  do {
    batch = await oneStatement<{ id: number }>(
      ctx,
      {
        audit: {
          action: 'members.expire-memberships',
          entity: 'invitation',
          entityId: 'id',
          after: Prisma.sql`jsonb_build_object('member_id', member_id, 'status', 'EXPIRED')`,
        },
        facts: [{ fact: expired, payload: Prisma.sql`json_build_object('member_id', member_id)` }],
      },
      Prisma.sql`
        ${endInvitations({
          asked: Prisma.sql`
            SELECT member.invite_record_id FROM team_members AS member WHERE ${IS_DUE}
            ORDER BY member.valid_until LIMIT ${BATCH}`,
          still: Prisma.sql`invitation.accepted_at IS NOT NULL`,
          member: IS_DUE,
          reason: 'EXPIRED',
          returnsUse: false,
        })},
        expired AS (
          UPDATE team_members AS member SET status = 'EXPIRED' FROM ended
          WHERE member.invite_record_id = ended.id AND ${IS_DUE}
          RETURNING member.id, member.invite_record_id),
        result AS (
          SELECT ended.id, expired.id AS member_id, whole.ok,
            1 / ((SELECT count(*) FROM expired) = (SELECT count(*) FROM ended))::int AS all_expired
          FROM whole, ended LEFT JOIN expired ON expired.invite_record_id = ended.id)`,
    );
    ended += batch.length;
  } while (batch.length === BATCH);
  if (ended > 0) logEvent('memberships_expired', { expired: ended, request_id: ctx.requestId });
  return { expired: ended };
}
