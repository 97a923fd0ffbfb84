import { redeemCode } from '../members/redeem-code';
import { invitationToken } from '../members/invitation-token';
import { database } from '../db';
import { publicCtx } from './database';
import { createCode, unique, type IssuedCodes } from './factories';

/** The code of a new distributor, or the one that is given, redeemed by a new customer: an invitation that waits to be sent. */
export async function invite(terms: Omit<IssuedCodes, 'count'> = {}, given?: { code: string }) {
  const code = given?.code ?? (await createCode(terms)).code;
  const email = `${unique('customer')}@example.com`;
  const { team } = await redeemCode(publicCtx(), { code, email });
  const invitation = await database().inviteRecord.findFirstOrThrow({
    where: { email, code: { code }, endedAt: null },
  });
  return { ...invitation, team, code, token: invitationToken(invitation.id, invitation.tokenNonce) };
}

/** Lets the time of invitations be over. */
export async function letExpire(...ids: number[]) {
  await database().inviteRecord.updateMany({
    where: { id: { in: ids } },
    data: { expiresAt: new Date(Date.now() - 1000) },
  });
}
