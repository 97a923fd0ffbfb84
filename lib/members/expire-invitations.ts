import type { Ctx } from '../context';
import { Prisma } from '../db';
import { logEvent } from '../log';
import { authorize } from '../permissions';
import { oneStatement } from '../transaction';
import { endInvitations } from './end-invitations';

const BATCH = 300;

/**
 * Ends the invitations that were not accepted in time, whether or not their mail ever went out: seats and uses are free
 * again. One that is accepted, withdrawn or sent again at this moment is left as that leaves it.
 * @returns how many have ended
 */
export async function expireInvitations(ctx: Ctx): Promise<{ expired: number }> {
  authorize(ctx, 'members.expire-invitations');
  let expired = 0;
  let batch: { id: number }[];
  do {
    batch = await oneStatement<{ id: number }>(
      ctx,
      {
        audit: {
          action: 'members.expire-invitations',
          entity: 'invitation',
          entityId: 'id',
          after: Prisma.sql`jsonb_build_object('end_reason', 'EXPIRED', 'email', email)`,
        },
      },
      Prisma.sql`
        ${endInvitations({
          asked: Prisma.sql`
            SELECT due.id FROM invite_records AS due
            WHERE due.ended_at IS NULL AND due.accepted_at IS NULL AND due.expires_at <= now()
            ORDER BY due.expires_at LIMIT ${BATCH}`,
          still: Prisma.sql`invitation.accepted_at IS NULL AND invitation.expires_at <= now()`,
          reason: 'EXPIRED',
          returnsUse: true,
        })},
        result AS (SELECT ended.*, whole.ok FROM ended, whole)`,
    );
    expired += batch.length;
    for (const { id } of batch)
      logEvent('invitation_expired', { invitation_id: id, request_id: ctx.requestId });
    // A batch that others were quicker with is short, too; only an empty one says that nothing is left.
  } while (batch.length > 0);
  return { expired };
}
