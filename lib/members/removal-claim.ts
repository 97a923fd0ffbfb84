import { recordAudit } from '../audit';
import { now } from '../clock';
import type { Ctx, Tx } from '../context';
import { Prisma } from '../db';
import { asAppError } from '../errors';
import { logError } from '../log';
import { authorize, type Right } from '../permissions';
import { enqueue } from '../queue';
import { inTransaction, oneStatement } from '../transaction';
import { endInvitations } from './end-invitations';
import { finishRemovalJob, removed } from './jobs';

/** Past it a claim is stale for certain, and somebody who waits for the answer has not waited for half a minute. */
const LOOK_AFTER_MS = 15_000;

/** Who may finish a removal: the one whose number is still the member's. */
export type RemovalClaim = { member_id: number; invitation_id: number; number: number };

type Remover = Extract<Right, 'members.remove-member' | 'members.finish-removal'>;

/** SQL: whether the row `member` is still being removed under this claim. */
function isClaimed({ number }: RemovalClaim) {
  return Prisma.sql`member.status = 'REMOVING' AND member.removal_attempts = ${number}`;
}

/**
 * Makes the present transaction the one that removes a member, with the job that goes on should the caller die.
 * @param condition SQL for what must hold of the row `member`
 * @param set SQL for what changes with it
 */
export async function claimMember(
  tx: Tx,
  { condition, set, tries }: { condition: Prisma.Sql; set: Prisma.Sql; tries: number },
): Promise<RemovalClaim | undefined> {
  const [claim] = await tx.db.$queryRaw<RemovalClaim[]>`
    UPDATE team_members AS member SET status = 'REMOVING', removing_since = now(),
      removal_attempts = member.removal_attempts + 1${set}
    WHERE ${condition}
    RETURNING member.id AS member_id, member.invite_record_id AS invitation_id, member.removal_attempts AS number`;
  if (claim) {
    const runAt = new Date(now().getTime() + LOOK_AFTER_MS);
    const { member_id } = claim;
    await enqueue(tx, finishRemovalJob, { member_id, tries }, { key: `removal:${member_id}`, runAt });
  }
  return claim;
}

/**
 * The member is out of the workspace: the removal is finished here, the seat freed and the use given back.
 * @returns false when somebody else has claimed, finished or given up the removal meanwhile
 */
export async function finishClaim(ctx: Ctx, right: Remover, claim: RemovalClaim): Promise<boolean> {
  authorize(ctx, right);
  const finished = await oneStatement<{ id: number }>(
    ctx,
    {
      audit: {
        action: right,
        entity: 'invitation',
        entityId: 'id',
        after: Prisma.sql`jsonb_build_object('member_id', ${claim.member_id}::int, 'status', 'REMOVED')`,
      },
      facts: [
        { fact: removed, payload: Prisma.sql`json_build_object('member_id', ${claim.member_id}::int)` },
      ],
    },
    Prisma.sql`
      ${endInvitations({
        asked: Prisma.sql`SELECT ${claim.invitation_id}::int`,
        still: Prisma.sql`invitation.accepted_at IS NOT NULL`,
        member: isClaimed(claim),
        reason: 'REMOVED',
        returnsUse: true,
      })},
      removed AS (
        UPDATE team_members AS member SET status = 'REMOVED', removed_at = now(), left_at = now(), removing_since = NULL
        FROM ended WHERE member.invite_record_id = ended.id AND ${isClaimed(claim)}
        RETURNING member.id),
      result AS (
        SELECT ended.id, whole.ok, 1 / (SELECT count(*) FROM removed) AS removed FROM ended, whole)`,
  );
  return finished.length > 0;
}

/**
 * Removing has failed: who was being removed is a member as before, with the reason for which it failed. The use stays
 * charged, and anybody may try again at once.
 */
export async function releaseClaim(ctx: Ctx, right: Remover, claim: RemovalClaim, error: unknown) {
  authorize(ctx, right);
  const { errorCode } = asAppError(error);
  await inTransaction(ctx, async (tx) => {
    const released = await tx.db.$executeRaw`
      UPDATE team_members AS member SET status = 'ACTIVE', removing_since = NULL, removal_error = ${errorCode},
        removed_by = NULL, removed_reason = NULL
      WHERE member.id = ${claim.member_id} AND ${isClaimed(claim)}`;
    if (released === 0) return;
    await recordAudit(tx, {
      action: right,
      entity: 'invitation',
      entityId: claim.invitation_id,
      before: { status: 'REMOVING' },
      after: { member_id: claim.member_id, status: 'ACTIVE', error: errorCode },
    });
  });
  const { member_id } = claim;
  logError(error, {
    event: 'removal_failed',
    member_id,
    error_code: errorCode,
    request_id: ctx.requestId,
  });
}
