import type { z } from 'zod';
import { recordAudit } from '../audit';
import type { Ctx, Tx } from '../context';
import { Prisma } from '../db';
import { asAppError } from '../errors';
import { logError, logEvent } from '../log';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { claimMember, finishClaim, releaseClaim } from './removal-claim';
import type { WorkspaceJob } from './schema';
import { STALE_CLAIM_MS, takeOut, wasAsked, workspaceMember } from './workspace-calls';

const TRIES = 3;

export type RemovalOutcome = 'removed' | 'left-alone' | 'retrying' | 'failed';

/**
 * Goes on with a removal whose caller is not heard of any more. Whoever claims a removal leaves a job like this behind, so
 * there is always one to come; after a few tries the member stays one, unless the workspace was not even asked.
 */
export async function finishRemoval(
  ctx: Ctx,
  { member_id, tries }: z.output<typeof WorkspaceJob>,
): Promise<RemovalOutcome> {
  authorize(ctx, 'members.finish-removal');
  const claim = await inTransaction(ctx, (tx) => takeOver(tx, member_id, tries));
  // Finished or given up; or claimed again, with a job of its own.
  if (!claim) return 'left-alone';
  try {
    await takeOut(ctx, await workspaceMember(ctx, member_id));
  } catch (error) {
    if (tries >= TRIES && wasAsked(error)) {
      await releaseClaim(ctx, 'members.finish-removal', claim, error);
      return 'failed';
    }
    const { errorCode: error_code } = asAppError(error);
    logError(error, {
      event: 'removal_failed',
      member_id,
      tries,
      error_code,
      request_id: ctx.requestId,
    });
    return 'retrying';
  }
  if (!(await finishClaim(ctx, 'members.finish-removal', claim))) return 'left-alone';
  logEvent('member_removal', {
    status: 'removed',
    invitation_id: claim.invitation_id,
    request_id: ctx.requestId,
  });
  return 'removed';
}

async function takeOver(tx: Tx, memberId: number, tries: number) {
  const claim = await claimMember(tx, {
    condition: Prisma.sql`member.id = ${memberId} AND member.status = 'REMOVING'
      AND member.removing_since <= now() - ${STALE_CLAIM_MS} * interval '1 millisecond'`,
    set: Prisma.empty,
    tries: tries + 1,
  });
  if (claim)
    await recordAudit(tx, {
      action: 'members.finish-removal',
      entity: 'invitation',
      entityId: claim.invitation_id,
      after: { member_id: memberId, status: 'REMOVING', tries },
    });
  return claim;
}
