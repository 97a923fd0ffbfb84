import type { z } from 'zod';
import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { logEvent } from '../log';
import { deliverMail, MailFailedError } from '../mail';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { failSending } from './fail-sending';
import { markSent } from './mark-sent';
import type { InvitationJob } from './schema';
import { mailDelivered, type SendingOutcome } from './sending-attempts';
import { findUnaccepted, writeInvitation } from './write-invitation';

/**
 * Sends an invitation that waits to be sent: reads it, delivers the mail with no transaction open, then counts it as sent,
 * once, however many runs there are. A run that was killed between the last two delivers the same mail again. One that was
 * sent, has ended or has expired is left alone.
 */
export async function sendInvitation(
  ctx: Ctx,
  { invitation_id: id }: z.output<typeof InvitationJob>,
): Promise<SendingOutcome> {
  authorize(ctx, 'members.send-invitation');
  const invitation = await findUnaccepted(ctx, id);
  if (invitation?.status !== 'PENDING') return 'left';
  try {
    await deliverMail(ctx, writeInvitation(invitation));
  } catch (error) {
    if (error instanceof MailFailedError) return failSending(ctx, invitation, error);
    throw error;
  }
  const counted = await inTransaction(ctx, async (tx) => {
    if (!(await markSent(tx, id))) return false;
    await recordAudit(tx, {
      action: 'members.send-invitation',
      entity: 'invitation',
      entityId: id,
      before: { status: 'PENDING' },
      after: { status: 'SUCCESS', email: invitation.email },
    });
    if (invitation.send_attempts > 0) await mailDelivered(tx);
    return true;
  });
  if (counted) logEvent('invitation_sent', { invitation_id: id, request_id: ctx.requestId });
  return 'sent';
}
