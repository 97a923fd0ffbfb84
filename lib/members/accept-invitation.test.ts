import { beforeEach, expect, test } from 'vitest';
import { businessDay, DAY_MS } from '../clock';
import { database } from '../db';
import { AppError } from '../errors';
import { expectDataClean } from '../monitoring/verify-data';
import { atOnce, outcomes, publicCtx, testCtx, userCtx } from '../testing/database';
import { createUser, onlyTeams } from '../testing/factories';
import { invite, letExpire } from '../testing/invitations';
import { acceptInvitation } from './accept-invitation';
import { findInvitation } from './find-invitation';
import { invitationToken } from './invitation-token';
import { redeemCode } from './redeem-code';
import { sendInvitation } from './send-invitation';
import { withdrawInvitation } from './withdraw-invitation';

beforeEach(() => onlyTeams(20));

const read = (id: number) =>
  database().inviteRecord.findUniqueOrThrow({ where: { id }, include: { member: true, team: true } });
const day = (distributorId: number) =>
  database().distributorDay.findFirst({ where: { distributorId, day: new Date(businessDay()) } });
const refusal = (token: string) =>
  acceptInvitation(publicCtx(), { token }).then(
    () => 'accepted',
    (error: unknown) =>
      error instanceof AppError ? `${error.httpStatus} ${error.errorCode}` : String(error),
  );

test('who accepts is a member until the code says, at the price of today', async () => {
  const { id, token, team, email, distributorId } = await invite({ validity_days: 30 });
  await sendInvitation(testCtx(), { invitation_id: id });
  const ctx = publicCtx();
  expect(await acceptInvitation(ctx, { token })).toEqual({ status: 'accepted', team });

  const accepted = await read(id);
  expect(accepted).toMatchObject({ status: 'SUCCESS', endedAt: null, team: { seatsTaken: 1 } });
  expect(String(accepted.unitPriceSnapshot)).toBe('12.5');
  expect(accepted.member).toMatchObject({ email, status: 'ACTIVE', teamId: accepted.teamId });
  expect(accepted.member!.validUntil!.getTime() - accepted.acceptedAt!.getTime()).toBe(30 * DAY_MS);
  expect(await day(distributorId)).toMatchObject({ attempts: 1, sent: 1, accepted: 1 });
  expect(await database().auditEntry.findMany({ where: { requestId: ctx.requestId } })).toMatchObject([
    { action: 'members.accept-invitation', actor: 'public', entityId: String(id), after: { email } },
  ]);
  await database().distributor.update({ where: { userId: distributorId }, data: { unitPrice: '99' } });
  expect(String((await read(id)).unitPriceSnapshot)).toBe('12.5');
  await expectDataClean(ctx);
});

test('accepting before the mail counts as sent counts as both, and the mail stays away', async () => {
  const { id, token, email, distributorId } = await invite();
  await acceptInvitation(publicCtx(), { token });
  await sendInvitation(testCtx(), { invitation_id: id });
  expect(await database().mail.count({ where: { recipient: email } })).toBe(0);
  expect(await day(distributorId)).toMatchObject({ sent: 1, accepted: 1 });
  expect((await read(id)).member).toMatchObject({ validUntil: null });
  await expectDataClean(publicCtx());
});

test('many times at once, with the mail on its way, is one member and one count', async () => {
  const { id, token, team, distributorId } = await invite();
  const work = (index: number): Promise<unknown> =>
    index % 5 === 0
      ? sendInvitation(testCtx(), { invitation_id: id })
      : acceptInvitation(publicCtx(), { token });
  const { values, errors } = outcomes(await atOnce(30, work));
  expect(errors).toEqual([]);
  expect(values.filter((value) => typeof value === 'object')).toEqual(
    Array.from({ length: 24 }, () => ({ status: 'accepted', team })),
  );
  expect(await day(distributorId)).toMatchObject({ attempts: 1, sent: 1, accepted: 1 });
  await expectDataClean(publicCtx());
});

test('redeeming again after accepting is the same answer and takes nothing', async () => {
  const { token, email, code, team } = await invite();
  await acceptInvitation(publicCtx(), { token });
  expect(await redeemCode(publicCtx(), { code, email })).toEqual({ status: 'invited', email, team });
  await expectDataClean(publicCtx());
});

test('one that has ended or whose time is over cannot be accepted', async () => {
  const [late, ended] = [await invite(), await invite()];
  await letExpire(late.id);
  const admin = userCtx(await createUser({ role: 'ADMIN' }));
  await withdrawInvitation(admin, { invitation_id: ended.id, reason: 'a wrong address' });
  for (const [{ id, token }, state] of [
    [late, 'expired'],
    [ended, 'withdrawn'],
  ] as const) {
    expect(await refusal(token)).toBe('409 INVITATION_ENDED');
    expect((await findInvitation(publicCtx(), { token })).state).toBe(state);
    expect(await read(id)).toMatchObject({ acceptedAt: null, sentAt: null, member: null });
  }
  await expectDataClean(publicCtx());
});

test('only the token of the invitation opens it', async () => {
  const { id, token, tokenNonce, email, team } = await invite();
  expect(await findInvitation(publicCtx(), { token })).toMatchObject({ id, email, team, state: 'open' });
  const wrong = [
    '',
    'x',
    invitationToken(id, tokenNonce + 1),
    invitationToken(2_000_000_000, 1),
    `${token.slice(0, -2)}AA`,
  ];
  for (const one of wrong) expect(await refusal(one)).toBe('404 RESOURCE_NOT_FOUND');
  await database().inviteRecord.update({ where: { id }, data: { tokenNonce: { increment: 1 } } });
  expect(await refusal(token)).toBe('404 RESOURCE_NOT_FOUND');
  expect((await read(id)).acceptedAt).toBeNull();
});

test('tokens cannot be tried out in number', async () => {
  const ctx = publicCtx();
  const attempts = await atOnce(21, () => findInvitation(ctx, { token: 'x' }));
  const codes = outcomes(attempts).errors.map((error) => (error as AppError).errorCode);
  expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(1);
});

test('it is the customer who accepts', async () => {
  const { token } = await invite();
  await expect(acceptInvitation(testCtx(), { token })).rejects.toMatchObject({
    errorCode: 'PERMISSION_DENIED',
  });
});
