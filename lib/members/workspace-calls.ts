import type { Ctx } from '../context';
import { env } from '../env';
import { TechnicalError } from '../errors';
import { httpWorkspace } from './providers/http-workspace';
import { localWorkspace } from './providers/local-workspace';

/** How long the workspace may take, for all that is asked of it in one go. */
const PATIENCE_MS = 10_000;
/** A claim older than this belongs to nobody any more: the patience, and time to write down what came of it. */
export const STALE_CLAIM_MS = PATIENCE_MS + 2_000;

/** How a job that asks the workspace has ended. */
export type WorkspaceOutcome = 'done' | 'left-alone' | 'retrying' | 'failed';

export type WorkspaceMember = Awaited<ReturnType<typeof workspaceMember>>;

/** How the workspace knows a member. Read through the model, so that no column can be named that is not there. */
export async function workspaceMember({ db }: Pick<Ctx, 'db'>, memberId: number) {
  const { team, ...member } = await db.teamMember.findUniqueOrThrow({
    where: { id: memberId },
    select: {
      id: true,
      inviteRecordId: true,
      email: true,
      externalUserId: true,
      joinStartedAt: true,
      createdAt: true,
      team: { select: { accountId: true } },
    },
  });
  return {
    invitation_id: member.inviteRecordId,
    account_id: team.accountId,
    user_id: member.externalUserId,
    email: member.email,
    join_started: member.joinStartedAt !== null,
    // Two databases may number their members alike, but not in the same millisecond.
    key: `member-${member.id}-${member.createdAt.getTime()}`,
  };
}

/** Adds a member to the workspace. @returns their id there */
export async function putIn({ account_id, email, key }: WorkspaceMember, after?: number) {
  const call = { key: after === undefined ? key : `${key}-after-${after}`, signal: patience() };
  return (await workspace().addMember({ account_id, email }, call)).user_id;
}

/** Takes a member out of the workspace, also one of whom it is not known whether they came in. */
export async function takeOut(member: WorkspaceMember) {
  const signal = patience();
  const { account_id, email } = member;
  const user_id = member.user_id ?? (await unansweredId(member, signal));
  if (user_id) await workspace().removeMember({ account_id, user_id, email }, { signal });
}

/** The id of somebody whose joining was never answered: the same request again settles it. Null: they are not there. */
async function unansweredId({ account_id, email, key, join_started }: WorkspaceMember, signal: AbortSignal) {
  if (!join_started) return null;
  try {
    return (await workspace().addMember({ account_id, email }, { key, signal })).user_id;
  } catch (error) {
    if (error instanceof TechnicalError && error.errorCode === 'WORKSPACE_REFUSED') return null;
    throw error;
  }
}

function workspace() {
  return env().WORKSPACE_API_URL ? httpWorkspace : localWorkspace;
}

function patience() {
  return AbortSignal.timeout(PATIENCE_MS);
}
