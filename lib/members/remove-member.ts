import { recordAudit } from '../audit';
import type { Ctx, Tx } from '../context';
import { Prisma } from '../db';
import type { ErrorCode } from '../error-catalogue';
import {
  ConflictError,
  InvalidStateTransitionError,
  ResourceNotFoundError,
  ServiceUnavailableError,
} from '../errors';
import { logEvent } from '../log';
import { authorize, userIdOf } from '../permissions';
import { inTransaction } from '../transaction';
import { MEMBER_STATE } from './member-state';
import { ownInvitations } from './own-invitations';
import { claimMember, finishClaim, releaseClaim, type RemovalClaim } from './removal-claim';
import type { MemberState, RemoveMemberInput } from './schema';
import { withdrawInvitation } from './withdraw-invitation';
import { takeOut, workspaceMember } from './workspace-calls';

export type Removal = { status: 'removed' | 'removing' | 'withdrawn'; email: string; team_id: number };

/** What the first transaction has come to; with a claim, the outside call is still to be made. */
type Begun = { invitation_id: number; status: Removal['status']; claim: RemovalClaim | null };

const ATTEMPTS = 4;
const CHANGED = new Set<ErrorCode>(['INVITATION_ACCEPTED', 'INVITATION_ENDED']);

/**
 * Removes a member from a team and its workspace and gives the use of their code back, once, however many ask for it. The
 * workspace is asked between two transactions: the first claims the member, the second finishes what has come about. An
 * invitation that nobody has accepted is withdrawn instead.
 * @returns "removed" also when it is repeated; "removing" while another call is at work
 * @throws ResourceNotFoundError also for a member who came by somebody else's code
 * @throws InvalidStateTransitionError when membership or invitation have ended in another way
 * @throws TechnicalError WORKSPACE_UNAVAILABLE, WORKSPACE_REFUSED, and CircuitOpenError where it was not even asked: still a
 *   member, nothing given back; try again at any time
 */
export async function removeMember(ctx: Ctx, input: RemoveMemberInput): Promise<Removal> {
  authorize(ctx, 'members.remove-member');
  if (ctx.transaction) throw new Error('the workspace is not asked inside a transaction');
  let ran: Begun | undefined;
  const first = await inTransaction(
    ctx,
    async (tx) => (ran = await begin(tx, await invitationOf(tx, input), input.reason)),
    { verb: 'members.remove-member', input },
  );
  // Repeated under its key: the same membership, as it stands now. One whose removal failed is tried again.
  const begun =
    first === ran ? first : await inTransaction(ctx, (tx) => begin(tx, first.invitation_id, input.reason));
  const status = begun.claim ? await carryOut(ctx, begun.claim) : begun.status;
  const { email, team_id } = input;
  logEvent('member_removal', { status, invitation_id: begun.invitation_id, request_id: ctx.requestId });
  return { status, email, team_id };
}

/** The invitation by which somebody is in the team; of several, the one that has not ended, or the last one. */
async function invitationOf(tx: Tx, { email, team_id }: RemoveMemberInput): Promise<number> {
  const [invitation] = await tx.db.$queryRaw<{ id: number }[]>`
    SELECT own.id FROM (${ownInvitations(tx)}) AS own WHERE own.email = ${email} AND own.team_id = ${team_id}
    ORDER BY own.ended_at IS NULL DESC, own.id DESC LIMIT 1`;
  if (!invitation) throw new ResourceNotFoundError('member', email);
  return invitation.id;
}

/** Claims the member, withdraws the invitation, or finds that another has done it. What changes meanwhile is looked at again. */
async function begin(tx: Tx, invitationId: number, reason: string): Promise<Begun> {
  const invitation_id = invitationId;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    // Whoever is removing the member at this moment decides first what is true of it.
    await tx.db
      .$queryRaw`SELECT id FROM team_members WHERE invite_record_id = ${invitationId} FOR NO KEY UPDATE`;
    const claim = await claimFor(tx, invitationId, reason);
    if (claim) return { invitation_id, status: 'removing', claim };
    const state = await stateOf(tx, invitationId);
    if (state === 'removed' || state === 'removing' || state === 'withdrawn')
      return { invitation_id, status: state, claim: null };
    if (state === 'expired' || state === 'failed')
      throw new InvalidStateTransitionError('member', state, 'removing');
    if (state === 'invited' && (await withdraw(tx, invitationId, reason)))
      return { invitation_id, status: 'withdrawn', claim: null };
  }
  throw new ServiceUnavailableError('the member kept changing');
}

async function claimFor(tx: Tx, invitationId: number, reason: string) {
  const claim = await claimMember(tx, {
    // A membership that has run its time is not removed: its use is spent, even before the clock has come round to it.
    condition: Prisma.sql`member.invite_record_id = ${invitationId} AND member.status = 'ACTIVE'
      AND (member.valid_until IS NULL OR member.valid_until > now())`,
    set: Prisma.sql`, removed_by = ${userIdOf(tx)}, removed_reason = ${reason}, removal_error = NULL`,
    tries: 1,
  });
  if (claim)
    await recordAudit(tx, {
      action: 'members.remove-member',
      entity: 'invitation',
      entityId: invitationId,
      before: { status: 'ACTIVE' },
      after: { member_id: claim.member_id, status: 'REMOVING', reason },
    });
  return claim;
}

/** As the clock has it, whether or not it has come round to ending what is over. */
async function stateOf({ db }: Pick<Ctx, 'db'>, invitationId: number): Promise<MemberState> {
  const [row] = await db.$queryRaw<{ state: MemberState }[]>`
    SELECT CASE WHEN member.status = 'ACTIVE' AND member.valid_until <= now() THEN 'expired'
      WHEN invitation.ended_at IS NULL AND invitation.accepted_at IS NULL AND invitation.expires_at <= now() THEN 'expired'
      ELSE ${MEMBER_STATE} END AS state
    FROM invite_records AS invitation LEFT JOIN team_members AS member ON member.invite_record_id = invitation.id
    WHERE invitation.id = ${invitationId}`;
  if (!row) throw new Error(`invitation ${invitationId} is gone`);
  return row.state;
}

/** @returns false when it was accepted, or ended, in this very moment */
async function withdraw(tx: Tx, invitationId: number, reason: string) {
  try {
    await withdrawInvitation(tx, { invitation_id: invitationId, reason });
    return true;
  } catch (error) {
    if (error instanceof ConflictError && CHANGED.has(error.errorCode)) return false;
    throw error;
  }
}

async function carryOut(ctx: Ctx, claim: RemovalClaim): Promise<'removed' | 'removing'> {
  try {
    await takeOut(ctx, await workspaceMember(ctx, claim.member_id));
  } catch (error) {
    await releaseClaim(ctx, 'members.remove-member', claim, error);
    throw error;
  }
  if (await finishClaim(ctx, 'members.remove-member', claim)) return 'removed';
  // It took so long that the job has taken over.
  const state = await stateOf(ctx, claim.invitation_id);
  if (state === 'removed' || state === 'removing') return state;
  throw new ServiceUnavailableError('another attempt to remove the member has failed');
}
