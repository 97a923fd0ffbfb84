import type { z } from 'zod';
import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { logEvent, logWarning } from '../log';
import { deliverMail, MailFailedError } from '../mail';
import { authorize } from '../permissions';
import { enqueue } from '../queue';
import { inTransaction } from '../transaction';
import { sendInvitationAgainJob } from './jobs';
import type { AgainJob } from './schema';
import { mailDelivered, nextAttempt, reportFailure, type SendingOutcome } from './sending-attempts';
import { findUnaccepted, writeInvitation } from './write-invitation';

type Again = z.output<typeof AgainJob>;

/**
 * Sends an invitation once more, as somebody has asked. A failure is noted and tried again, and ends nothing: the first mail
 * did arrive. Asked for once more meanwhile, the later request does it.
 */
export async function sendInvitationAgain(ctx: Ctx, again: Again): Promise<SendingOutcome> {
  authorize(ctx, 'members.send-invitation-again');
  const invitation = await findUnaccepted(ctx, again.invitation_id);
  if (invitation?.status !== 'SUCCESS' || invitation.resent_count !== again.resend) return 'left';
  try {
    await deliverMail(ctx, writeInvitation(invitation, again.resend));
  } catch (error) {
    if (error instanceof MailFailedError) return noteOutcome(ctx, again, error);
    throw error;
  }
  return noteOutcome(ctx, again);
}

async function noteOutcome(
  ctx: Ctx,
  again: Again,
  error: MailFailedError | null = null,
): Promise<SendingOutcome> {
  authorize(ctx, 'members.send-invitation-again');
  const { invitation_id: id, resend, attempt } = again;
  const runAt = error && nextAttempt(attempt, error);
  const outcome = error ? (runAt ? 'retrying' : 'failed') : 'sent';
  const stands = await inTransaction(ctx, async (tx) => {
    const noted = await tx.db.$executeRaw`
      UPDATE invite_records SET error = ${error?.errorCode ?? null}
      WHERE id = ${id} AND resent_count = ${resend} AND ended_at IS NULL AND accepted_at IS NULL`;
    if (noted === 0) return false;
    await recordAudit(tx, {
      action: 'members.send-invitation-again',
      entity: 'invitation',
      entityId: id,
      after: { outcome, resend, attempt, error_code: error?.errorCode, answer: error?.answer },
    });
    if (error) await reportFailure(tx, attempt, error, id);
    else if (attempt > 1) await mailDelivered(tx);
    if (runAt) await enqueue(tx, sendInvitationAgainJob, { ...again, attempt: attempt + 1 }, { runAt });
    return true;
  });
  if (!stands) return 'left';
  const known = { invitation_id: id, resend, request_id: ctx.requestId };
  if (error) logWarning('an invitation was not sent again', { ...known, answer: error.answer, outcome });
  else logEvent('invitation_sent_again', known);
  return outcome;
}
