import type { Ctx } from '../context';
import { env } from '../env';
import { asAppError, TechnicalError } from '../errors';
import { callOutside } from '../outside-call';
import { httpWorkspace } from './providers/http-workspace';
import { localWorkspace } from './providers/local-workspace';
import type { WorkspaceProvider } from './providers/workspace';

/** How calls of the workspace are named: it has a breaker of its own. */
export const WORKSPACE_CALLS = 'members.workspace';
/** How long the workspace may take, for all that is asked of it in one go, waiting for a place and repetitions included. */
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
export async function putIn(ctx: Ctx, { account_id, email, key }: WorkspaceMember, after?: number) {
  const sent = after === undefined ? key : `${key}-after-${after}`;
  const added = await ask(ctx, key, (workspace, signal) =>
    workspace.addMember({ account_id, email }, { key: sent, signal }),
  );
  return added.user_id;
}

/** Takes a member out of the workspace, also one of whom it is not known whether they came in. */
export async function takeOut(ctx: Ctx, member: WorkspaceMember) {
  const { account_id, email, join_started, key } = member;
  // It never heard of them, so it need not be there to let them go.
  if (!member.user_id && !join_started) return;
  await ask(ctx, key, async (workspace, signal) => {
    const user_id = member.user_id ?? (await unansweredId(workspace, member, signal));
    if (user_id) await workspace.removeMember({ account_id, user_id, email }, { signal });
  });
}

/** The id of somebody whose joining was never answered: the same request again settles it. Null: they are not there. */
async function unansweredId(
  workspace: WorkspaceProvider,
  { account_id, email, key }: WorkspaceMember,
  signal: AbortSignal,
) {
  try {
    return (await workspace.addMember({ account_id, email }, { key, signal })).user_id;
  } catch (error) {
    if (error instanceof TechnicalError && error.errorCode === 'WORKSPACE_REFUSED') return null;
    throw error;
  }
}

/** Whether the workspace is another system, or our own tables are. */
export function isWorkspaceElsewhere() {
  return env().WORKSPACE_API_URL !== '';
}

/** All that is asked in one go is one call: repeated as a whole, since adding carries a key and removing may be done twice. */
async function ask<T>(
  ctx: Ctx,
  subject: string,
  call: (workspace: WorkspaceProvider, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  // It begins here, as a claim does, and not with the place among the calls: whoever waited too long for one does not ask any
  // more, when the claim may be another's and the member be back.
  const signal = AbortSignal.timeout(PATIENCE_MS);
  // Our own tables are no system that can be away by itself.
  if (!isWorkspaceElsewhere()) return call(localWorkspace, signal);
  const outside = { name: WORKSPACE_CALLS, repeatable: true, timeoutMs: PATIENCE_MS, subject };
  return callOutside(ctx, outside, () => call(httpWorkspace, signal));
}

/** Whether an error says anything of the workspace: one that is left alone, or has too many callers, was not asked. */
export function wasAsked(error: unknown) {
  return asAppError(error).errorCode !== 'SERVICE_UNAVAILABLE';
}
