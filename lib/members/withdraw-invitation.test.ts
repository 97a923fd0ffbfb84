import { beforeEach, expect, test } from 'vitest';
import { database } from '../db';
import { expectDataClean } from '../monitoring/verify-data';
import { publicCtx, testCtx, userCtx } from '../testing/database';
import { createDistributor, createUser, onlyTeams } from '../testing/factories';
import { invite, letExpire } from '../testing/invitations';
import { acceptInvitation } from './accept-invitation';
import { redeemCode } from './redeem-code';
import { sendInvitation } from './send-invitation';
import { withdrawInvitation } from './withdraw-invitation';

beforeEach(() => onlyTeams(20));

const owner = (distributorId: number) => userCtx({ id: distributorId, role: 'DISTRIBUTOR' });
const reason = 'a wrong address';

test('withdrawing frees seat and use and says who did it and why; again is the same answer', async () => {
  const { id, email, teamId, distributorId, code } = await invite();
  await sendInvitation(testCtx(), { invitation_id: id });
  const ctx = owner(distributorId);
  const answer = { status: 'withdrawn', email, team_id: teamId };
  expect(await withdrawInvitation(ctx, { invitation_id: id, reason })).toEqual(answer);
  expect(await withdrawInvitation(ctx, { invitation_id: id, reason })).toEqual(answer);
  const {
    code: charged,
    team,
    ...ended
  } = await database().inviteRecord.findUniqueOrThrow({
    where: { id },
    include: { code: true, team: true },
  });
  expect(ended).toMatchObject({ status: 'SUCCESS', endReason: 'WITHDRAWN' });
  expect([charged.usedCount, team.seatsTaken]).toEqual([0, 0]);
  expect(await database().auditEntry.findMany({ where: { requestId: ctx.requestId } })).toMatchObject([
    {
      action: 'members.withdraw-invitation',
      userId: distributorId,
      entityId: String(id),
      after: { end_reason: 'WITHDRAWN', email, reason },
    },
  ]);
  expect((await redeemCode(publicCtx(), { code, email })).status).toBe('invited');
  await expectDataClean(ctx);
});

test('an accepted or ended one cannot be withdrawn', async () => {
  const [accepted, late] = [await invite(), await invite()];
  await acceptInvitation(publicCtx(), { token: accepted.token });
  await letExpire(late.id);
  await expect(
    withdrawInvitation(owner(accepted.distributorId), { invitation_id: accepted.id, reason }),
  ).rejects.toMatchObject({ httpStatus: 409, errorCode: 'INVITATION_ACCEPTED' });
  await expect(
    withdrawInvitation(owner(late.distributorId), { invitation_id: late.id, reason }),
  ).rejects.toMatchObject({ httpStatus: 409, errorCode: 'INVITATION_ENDED' });
  await expectDataClean(testCtx());
});

test("somebody else's answers like one that is not there; an admin may withdraw any, others none", async () => {
  const { id, teamId, email } = await invite();
  const other = userCtx(await createDistributor());
  const refusal = (invitation_id: number) =>
    withdrawInvitation(other, { invitation_id, reason }).catch((error: unknown) => error);
  expect(await refusal(id)).toMatchObject({ errorCode: 'RESOURCE_NOT_FOUND', httpStatus: 404 });
  expect(await refusal(2_000_000_000)).toMatchObject({ errorCode: 'RESOURCE_NOT_FOUND', httpStatus: 404 });
  const operator = userCtx(await createUser());
  await expect(withdrawInvitation(operator, { invitation_id: id, reason })).rejects.toMatchObject({
    errorCode: 'PERMISSION_DENIED',
  });
  expect(await database().inviteRecord.findUnique({ where: { id } })).toMatchObject({ endedAt: null });
  const admin = userCtx(await createUser({ role: 'ADMIN' }));
  expect(await withdrawInvitation(admin, { invitation_id: id, reason })).toEqual({
    status: 'withdrawn',
    email,
    team_id: teamId,
  });
});
