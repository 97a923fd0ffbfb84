import type { z } from 'zod';
import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { env } from '../env';
import { logEvent } from '../log';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { invitationMail } from './invitation-mail';
import { invitationToken } from './invitation-token';
import { markSent } from './mark-sent';
import type { InvitationJob } from './schema';

/**
 * Sends an invitation that waits to be sent, exactly once: the mail enters the outbox in the transaction that says so.
 * One that was sent, has ended or has expired is left alone.
 */
export async function sendInvitation(ctx: Ctx, { invitation_id: id }: z.output<typeof InvitationJob>) {
  authorize(ctx, 'members.send-invitation');
  const sent = await inTransaction(ctx, async (tx) => {
    const invitation = await markSent(tx, id);
    if (!invitation) return false;
    const { email, nonce, expires_at, team } = invitation;
    const link = `${env().NEXTAUTH_URL}/i/${invitationToken(id, nonce)}`;
    const { subject, body } = invitationMail({ team, link, expires_at });
    await tx.db.mail.create({
      data: { recipient: email, subject, body, key: `invitation:${id}:${nonce}` },
      select: { id: true },
    });
    await recordAudit(tx, {
      action: 'members.send-invitation',
      entity: 'invitation',
      entityId: id,
      before: { status: 'PENDING' },
      after: { status: 'SUCCESS', email },
    });
    return true;
  });
  if (sent) logEvent('invitation_sent', { invitation_id: id, request_id: ctx.requestId });
}
