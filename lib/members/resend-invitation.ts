import { recordAudit } from '../audit';
import type { Ctx, Tx } from '../context';
import { ConflictError, RateLimitedError, ResourceNotFoundError, VersionConflictError } from '../errors';
import type { InviteStatus } from '../generated/prisma/enums';
import { logEvent } from '../log';
import { authorize } from '../permissions';
import { enqueue } from '../queue';
import { countAttempt } from '../rate-limit';
import { setting } from '../settings';
import { inTransaction } from '../transaction';
import { sendInvitationAgainJob, sendInvitationJob, sendJobKey } from './jobs';
import { ownInvitations } from './own-invitations';
import type { ResendInvitationInput } from './schema';

export type Resent = { status: 'invited'; email: string; resends_left: number; expires_at: string };

const DAY_SECONDS = 86_400;

/**
 * Has an invitation sent once more: the same link, open for as long again. A job sends it.
 * @throws ResourceNotFoundError also when it is somebody else's
 * @throws ConflictError INVITATION_ACCEPTED, INVITATION_ENDED, INVITATION_RESENT_OUT
 * @throws RateLimitedError too soon, or too often in a day to this email or by this distributor
 */
export async function resendInvitation(
  ctx: Ctx,
  { invitation_id: id }: ResendInvitationInput,
): Promise<Resent> {
  authorize(ctx, 'members.resend-invitation');
  const limits = {
    most: await setting(ctx, 'members.resends'),
    pause: await setting(ctx, 'members.resend_pause_seconds'),
  };
  const seen = await resendable(ctx, id, limits);
  // Counted over connections of their own, so before a transaction holds one; what is refused above is not counted.
  const [perEmail, perDistributor] = [
    await setting(ctx, 'members.resends_per_email'),
    await setting(ctx, 'members.resends_per_distributor'),
  ];
  await countAttempt('resend.email', seen.email, perEmail, DAY_SECONDS);
  await countAttempt('resend.distributor', String(seen.distributor_id), perDistributor, DAY_SECONDS);
  const days = await setting(ctx, 'members.invitation_days');
  const resent = await inTransaction(ctx, async (tx) => {
    const [renewed] = await tx.db.$queryRaw<Renewed[]>`
      UPDATE invite_records SET resent_count = resent_count + 1, resent_at = now(),
        expires_at = now() + ${days} * interval '24 hours'
      WHERE id = ${id} AND resent_count = ${seen.resent_count} AND ended_at IS NULL AND accepted_at IS NULL
        AND expires_at > now()
      RETURNING status, resent_count, expires_at`;
    if (!renewed) return null;
    await enqueueSending(tx, id, renewed);
    await recordAudit(tx, {
      action: 'members.resend-invitation',
      entity: 'invitation',
      entityId: id,
      after: { email: seen.email, resend: renewed.resent_count, expires_at: renewed.expires_at },
    });
    return renewed;
  });
  if (!resent) {
    // Somebody was quicker: what it is now says why it cannot be sent again.
    await resendable(ctx, id, limits);
    throw new VersionConflictError('the invitation has changed');
  }
  logEvent('invitation_resent', { invitation_id: id, request_id: ctx.requestId });
  return {
    status: 'invited',
    email: seen.email,
    resends_left: Math.max(0, limits.most - resent.resent_count),
    expires_at: resent.expires_at.toISOString(),
  };
}

type Renewed = { status: InviteStatus; resent_count: number; expires_at: Date };

/** One that never went out is not sent again but at once. */
async function enqueueSending(tx: Tx, id: number, { status, resent_count }: Renewed) {
  if (status === 'PENDING')
    await enqueue(tx, sendInvitationJob, { invitation_id: id }, { key: sendJobKey(id) });
  else await enqueue(tx, sendInvitationAgainJob, { invitation_id: id, resend: resent_count, attempt: 1 });
}

type Resendable = {
  email: string;
  distributor_id: number;
  resent_count: number;
  accepted: boolean;
  ended: boolean;
  /** Seconds since its last mail. */
  since: number;
};

async function resendable(ctx: Ctx, id: number, { most, pause }: { most: number; pause: number }) {
  const [invitation] = await ctx.db.$queryRaw<Resendable[]>`
    SELECT email, distributor_id, resent_count, accepted_at IS NOT NULL AS accepted,
      ended_at IS NOT NULL OR (accepted_at IS NULL AND expires_at <= now()) AS ended,
      extract(epoch FROM now() - greatest(created_at, sent_at, resent_at))::float8 AS since
    FROM (${ownInvitations(ctx)}) AS own WHERE own.id = ${id}`;
  if (!invitation) throw new ResourceNotFoundError('invitation', id);
  if (invitation.ended)
    throw new ConflictError('the invitation has ended', { errorCode: 'INVITATION_ENDED' });
  if (invitation.accepted)
    throw new ConflictError('the invitation is accepted', { errorCode: 'INVITATION_ACCEPTED' });
  if (invitation.resent_count >= most)
    throw new ConflictError('sent again as often as is allowed', { errorCode: 'INVITATION_RESENT_OUT' });
  if (invitation.since < pause) throw new RateLimitedError(Math.ceil(pause - invitation.since));
  return invitation;
}
