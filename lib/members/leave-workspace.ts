import type { z } from 'zod';
import { closeAlert } from '../alerts';
import { recordAudit } from '../audit';
import type { Ctx, Tx } from '../context';
import { ServiceUnavailableError } from '../errors';
import type { MemberStatus } from '../generated/prisma/enums';
import { logEvent } from '../log';
import { authorize } from '../permissions';
import { enqueue } from '../queue';
import { inTransaction } from '../transaction';
import { askAgain } from './ask-again';
import { joinJobKey, joinWorkspaceJob, leaveJobKey, leaveWorkspaceJob } from './jobs';
import type { WorkspaceJob } from './schema';
import { takeOut, workspaceMember, type WorkspaceOutcome } from './workspace-calls';

type Leaving = { invitation_id: number; status: MemberStatus; is_out: boolean; successor: number | null };

/**
 * Takes somebody whose membership is over out of the workspace. Who is a member of the same team again stays in: leaving
 * would put that membership out, too. Since an earlier try may have done so, the new membership joins once more.
 */
export async function leaveWorkspace(
  ctx: Ctx,
  { member_id, tries }: z.output<typeof WorkspaceJob>,
): Promise<WorkspaceOutcome> {
  authorize(ctx, 'members.leave-workspace');
  const leaving = await leavingOf(ctx, member_id);
  if (leaving.status === 'ACTIVE' || leaving.is_out) return 'left-alone';
  // The queue comes again: whether the removal succeeds decides whether there is anything to do.
  if (leaving.status === 'REMOVING')
    throw new ServiceUnavailableError(`member ${member_id} is being removed`);
  try {
    if (leaving.successor === null) await takeOut(ctx, await workspaceMember(ctx, member_id));
  } catch (error) {
    const failure = {
      right: 'members.leave-workspace',
      rule: 'members.leave_failed',
      member_id,
      tries,
      error,
    } as const;
    return inTransaction(ctx, (tx) =>
      askAgain(tx, failure, (runAt) =>
        enqueue(
          tx,
          leaveWorkspaceJob,
          { member_id, tries: tries + 1 },
          { key: leaveJobKey(member_id), runAt },
        ),
      ),
    );
  }
  await inTransaction(ctx, (tx) => noteLeft(tx, member_id));
  logEvent('member_left', { member_id, request_id: ctx.requestId });
  return 'done';
}

async function leavingOf({ db }: Pick<Ctx, 'db'>, memberId: number): Promise<Leaving> {
  const [leaving] = await db.$queryRaw<Leaving[]>`
    SELECT member.invite_record_id AS invitation_id, member.status, member.left_at IS NOT NULL AS is_out,
      successor.id AS successor
    FROM team_members AS member LEFT JOIN team_members AS successor
      ON successor.team_id = member.team_id AND successor.email = member.email AND successor.id <> member.id
        AND successor.status IN ('ACTIVE', 'REMOVING')
    WHERE member.id = ${memberId}`;
  if (!leaving) throw new Error(`member ${memberId} is gone`);
  return leaving;
}

/** Asked again who is a member now: somebody may have come back while the workspace was asked. */
async function noteLeft(tx: Tx, memberId: number) {
  await tx.db.$executeRaw`UPDATE team_members SET left_at = now() WHERE id = ${memberId}`;
  const { invitation_id, successor } = await leavingOf(tx, memberId);
  await recordAudit(tx, {
    action: 'members.leave-workspace',
    entity: 'invitation',
    entityId: invitation_id,
    after: { member_id: memberId, successor },
  });
  await closeAlert(tx, 'members.leave_failed', String(memberId));
  if (successor === null) return;
  const job = { member_id: successor, after: memberId };
  await enqueue(tx, joinWorkspaceJob, job, { key: joinJobKey(successor) });
}
