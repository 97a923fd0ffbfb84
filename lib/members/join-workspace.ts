import type { z } from 'zod';
import { closeAlert } from '../alerts';
import { recordAudit } from '../audit';
import { now } from '../clock';
import type { Ctx, Tx } from '../context';
import type { MemberStatus } from '../generated/prisma/enums';
import { logEvent } from '../log';
import { authorize } from '../permissions';
import { enqueue } from '../queue';
import { inTransaction } from '../transaction';
import { askAgain } from './ask-again';
import { joinJobKey, joinWorkspaceJob, leaveJobKey, leaveWorkspaceJob } from './jobs';
import type { JoinJob } from './schema';
import { putIn, workspaceMember, type WorkspaceOutcome } from './workspace-calls';

type Joining = z.output<typeof JoinJob>;
type Joined = { invitation_id: number; status: MemberStatus };

/** A removal that works at this moment comes to its end within this. */
const AFTER_REMOVAL_MS = 60_000;

/**
 * Adds a member to the workspace of their team and keeps the id they have there. That it is going to be asked is written
 * down first: a removal that comes meanwhile knows that they may be in. Who is no member any more when the answer comes is
 * taken out again.
 */
export async function joinWorkspace(ctx: Ctx, job: Joining): Promise<WorkspaceOutcome> {
  authorize(ctx, 'members.join-workspace');
  const { member_id, after, tries } = job;
  if (!(await inTransaction(ctx, (tx) => beginJoin(tx, job)))) return 'left-alone';
  let userId: string;
  try {
    userId = await putIn(ctx, await workspaceMember(ctx, member_id), after);
  } catch (error) {
    const failure = {
      right: 'members.join-workspace',
      rule: 'members.join_failed',
      member_id,
      tries,
      error,
    } as const;
    return inTransaction(ctx, (tx) =>
      askAgain(tx, failure, (runAt) =>
        enqueue(tx, joinWorkspaceJob, { ...job, tries: tries + 1 }, { key: joinJobKey(member_id), runAt }),
      ),
    );
  }
  await inTransaction(ctx, (tx) => keepUserId(tx, member_id, userId));
  logEvent('member_joined', { member_id, request_id: ctx.requestId });
  return 'done';
}

/** @returns false where there is nothing to do: no member any more, or in already */
async function beginJoin(tx: Tx, { member_id, after }: Joining) {
  const begun = await tx.db.$executeRaw`
    UPDATE team_members SET join_started_at = coalesce(join_started_at, now())
    WHERE id = ${member_id} AND status = 'ACTIVE' AND (valid_until IS NULL OR valid_until > now())
      AND (external_user_id IS NULL OR ${after !== undefined})`;
  return begun > 0;
}

async function keepUserId(tx: Tx, memberId: number, userId: string) {
  const [member] = await tx.db.$queryRaw<Joined[]>`
    UPDATE team_members SET external_user_id = ${userId},
      left_at = CASE WHEN status IN ('ACTIVE', 'REMOVING') THEN left_at END
    WHERE id = ${memberId} RETURNING invite_record_id AS invitation_id, status`;
  if (!member) throw new Error(`member ${memberId} is gone`);
  await recordAudit(tx, {
    action: 'members.join-workspace',
    entity: 'invitation',
    entityId: member.invitation_id,
    after: { member_id: memberId, external_user_id: userId },
  });
  await closeAlert(tx, 'members.join_failed', String(memberId));
  if (member.status === 'ACTIVE') return;
  const runAt = new Date(now().getTime() + (member.status === 'REMOVING' ? AFTER_REMOVAL_MS : 0));
  await enqueue(tx, leaveWorkspaceJob, { member_id: memberId }, { key: leaveJobKey(memberId), runAt });
}
