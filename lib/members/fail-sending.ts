import { recordAudit } from '../audit';
import type { Ctx, Tx } from '../context';
import { Prisma } from '../db';
import { logEvent, logWarning } from '../log';
import type { MailFailedError } from '../mail';
import { authorize } from '../permissions';
import { enqueue } from '../queue';
import { inTransaction } from '../transaction';
import { endInvitations } from './end-invitations';
import { sendInvitationJob, sendJobKey } from './jobs';
import { nextAttempt, reportFailure, type SendingOutcome } from './sending-attempts';
import type { Unaccepted } from './write-invitation';

/**
 * Notes that the mail of an invitation was not taken, together with the job that tries again; the use stays charged and the
 * seat taken meanwhile. After the last attempt, or when the recipient is refused for good, the invitation has failed and
 * gives both back. Whoever accepted, withdrew or sent it meanwhile is right.
 */
export async function failSending(
  ctx: Ctx,
  { id, send_attempts: before, email }: Pick<Unaccepted, 'id' | 'send_attempts' | 'email'>,
  error: MailFailedError,
): Promise<SendingOutcome> {
  authorize(ctx, 'members.send-invitation');
  const failures = before + 1;
  const runAt = nextAttempt(failures, error);
  const known = { invitation_id: id, attempts: failures, error_code: error.errorCode, answer: error.answer };
  const outcome = await inTransaction(ctx, async (tx): Promise<SendingOutcome> => {
    // Ended first: it takes its locks in the one order, in which the invitation's own comes late.
    if (!runAt && !(await endFailed(tx, id))) return 'left';
    const noted = await tx.db.$executeRaw`
      UPDATE invite_records SET send_attempts = ${failures}, error = ${error.errorCode}
      WHERE id = ${id} AND send_attempts = ${before} AND accepted_at IS NULL
        AND ${runAt ? Prisma.sql`status = 'PENDING' AND ended_at IS NULL` : Prisma.sql`status = 'FAILED'`}`;
    if (noted === 0) return 'left';
    await recordAudit(tx, {
      action: 'members.send-invitation',
      entity: 'invitation',
      entityId: id,
      before: { status: 'PENDING' },
      after: { status: runAt ? 'PENDING' : 'FAILED', email, ...known, next_attempt: runAt },
    });
    await reportFailure(tx, failures, error, id);
    if (!runAt) return 'failed';
    await enqueue(tx, sendInvitationJob, { invitation_id: id }, { key: sendJobKey(id), runAt });
    return 'retrying';
  });
  logWarning('the mail of an invitation was not taken', { ...known, outcome, request_id: ctx.requestId });
  if (outcome === 'failed') logEvent('invitation_failed', { invitation_id: id, request_id: ctx.requestId });
  return outcome;
}

async function endFailed(tx: Tx, id: number) {
  const ended = await tx.db.$queryRaw<{ id: number }[]>`
    WITH ${endInvitations({
      asked: Prisma.sql`SELECT ${id}::int`,
      still: Prisma.sql`invitation.status = 'PENDING' AND invitation.accepted_at IS NULL`,
      reason: 'FAILED',
      returnsUse: true,
    })}
    SELECT ended.id, whole.ok FROM ended, whole`;
  return ended.length > 0;
}
