import { database } from '../db';
import { acceptInvitation } from '../members/accept-invitation';
import { invitationToken } from '../members/invitation-token';
import { joinWorkspace } from '../members/join-workspace';
import { redeemCode } from '../members/redeem-code';
import { publicCtx, testCtx } from './database';
import { createCode, unique, type IssuedCodes } from './factories';

type Redeemable = Awaited<ReturnType<typeof createCode>>;

/** A customer who has redeemed a code and been invited. */
export async function inviteCustomer(code: Redeemable, email = `${unique('customer')}@example.com`) {
  await redeemCode(publicCtx(), { code: code.code, email });
  const { id, tokenNonce, teamId } = await database().inviteRecord.findFirstOrThrow({
    where: { email, redeemCodeId: code.id, endedAt: null },
  });
  return { ...code, email, team_id: teamId, invitation_id: id, token: invitationToken(id, tokenNonce) };
}

/** A customer who has accepted, too; the workspace does not know of them yet. */
export async function acceptAs(invited: Awaited<ReturnType<typeof inviteCustomer>>) {
  await acceptInvitation(publicCtx(), { token: invited.token });
  const { id } = await database().teamMember.findUniqueOrThrow({
    where: { inviteRecordId: invited.invitation_id },
  });
  return { ...invited, member_id: id };
}

/** A member with a code of their own, in the workspace too. */
export async function createMember(terms: Omit<IssuedCodes, 'count'> = {}) {
  const member = await acceptAs(await inviteCustomer(await createCode(terms)));
  await joinWorkspace(testCtx(), { member_id: member.member_id, tries: 1 });
  return member;
}

/** Everything that a removal may have changed. */
export async function standingOf({
  member_id,
  invitation_id,
  id,
}: {
  member_id: number;
  invitation_id: number;
  id: number;
}) {
  const member = await database().teamMember.findUniqueOrThrow({
    where: { id: member_id },
    include: { team: true },
  });
  const invitation = await database().inviteRecord.findUniqueOrThrow({ where: { id: invitation_id } });
  const code = await database().redeemCode.findUniqueOrThrow({
    where: { id },
    include: { order: { select: { counter: true } } },
  });
  const counter = code.order.counter;
  return {
    status: member.status,
    error: member.removalError,
    seats: member.team.seatsTaken,
    end: invitation.endReason,
    returned: invitation.useReturnedAt !== null,
    used: code.usedCount,
    counted: Number(counter?.usedSum),
    depleted: counter?.depleted,
  };
}
