import { expect, test } from 'vitest';
import { businessDay } from '../clock';
import { database } from '../db';
import { PermissionDeniedError } from '../errors';
import { deliverMail } from '../mail';
import { expectDataClean } from '../monitoring/verify-data';
import { atOnce, outcomes, publicCtx, testCtx, userCtx } from '../testing/database';
import { createCode, createTeam, createUser, unique } from '../testing/factories';
import { invitationIdOf, isInvitationToken } from './invitation-token';
import { redeemCode } from './redeem-code';
import { sendInvitation } from './send-invitation';
import { findUnaccepted, writeInvitation } from './write-invitation';

async function waitingInvitation() {
  await createTeam();
  const code = await createCode();
  const email = `${unique('customer')}@example.com`;
  await redeemCode(publicCtx(), { code: code.code, email });
  const { id } = await database().inviteRecord.findFirstOrThrow({ where: { email } });
  return { id, email, distributor: code.distributor.name, distributorId: code.distributor.id };
}

const sentToday = async (distributorId: number) =>
  (await database().distributorDay.findFirst({ where: { distributorId, day: new Date(businessDay()) } }))
    ?.sent;

test('an invitation is sent by mail, with a link that is its own, and counted', async () => {
  const { id, email, distributor, distributorId } = await waitingInvitation();
  const ctx = testCtx();
  await sendInvitation(ctx, { invitation_id: id });

  const { sentAt, ...invitation } = await database().inviteRecord.findUniqueOrThrow({
    where: { id },
    include: { team: true },
  });
  expect(invitation.status).toBe('SUCCESS');
  expect(Math.abs(Date.now() - sentAt!.getTime())).toBeLessThan(60_000);
  const mail = await database().mail.findFirstOrThrow({ where: { recipient: email } });
  expect(mail).toMatchObject({ key: `invitation:${id}:1`, distributorId });
  expect(mail.subject).toBe(
    `Your invitation to ${invitation.team.name} · 邀请您加入 ${invitation.team.name}`,
  );
  expect(mail.body).toContain(`${distributor} invites you to ${invitation.team.name}.`);
  const links = [...mail.body.matchAll(/http:\/\/127\.0\.0\.1:3000\/i\/([\w-]+)$/gm)];
  expect(links).toHaveLength(2);
  for (const [, token] of links) {
    expect(invitationIdOf(token!)).toBe(id);
    expect(isInvitationToken(token!, id, invitation.tokenNonce)).toBe(true);
  }
  expect(await sentToday(distributorId)).toBe(1);
  const audits = await database().auditEntry.findMany({ where: { requestId: ctx.requestId } });
  expect(audits).toMatchObject([
    { action: 'members.send-invitation', entityId: String(id), actor: 'system:test' },
  ]);
  await expectDataClean(ctx);
});

test('twice, and many times at once, is one mail and one count', async () => {
  const { id, email, distributorId } = await waitingInvitation();
  await sendInvitation(testCtx(), { invitation_id: id });
  const { errors } = outcomes(await atOnce(20, () => sendInvitation(testCtx(), { invitation_id: id })));
  const second = await waitingInvitation();
  const racing = outcomes(await atOnce(20, () => sendInvitation(testCtx(), { invitation_id: second.id })));
  expect([...errors, ...racing.errors]).toEqual([]);
  expect(await database().mail.count({ where: { recipient: { in: [email, second.email] } } })).toBe(2);
  expect([await sentToday(distributorId), await sentToday(second.distributorId)]).toEqual([1, 1]);
  await expectDataClean(testCtx());
});

test('one that has expired is not sent', async () => {
  const { id, email } = await waitingInvitation();
  await database().inviteRecord.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1000) } });
  await sendInvitation(testCtx(), { invitation_id: id });
  expect(await database().inviteRecord.findUnique({ where: { id } })).toMatchObject({
    status: 'PENDING',
    sentAt: null,
  });
  expect(await database().mail.count({ where: { recipient: email } })).toBe(0);
});

test('one that was killed after the mail was written is counted by the next run, with no second mail', async () => {
  const { id, email, distributorId } = await waitingInvitation();
  await deliverMail(testCtx(), writeInvitation((await findUnaccepted(testCtx(), id))!));
  expect(await sendInvitation(testCtx(), { invitation_id: id })).toBe('sent');
  expect(await database().mail.count({ where: { recipient: email } })).toBe(1);
  expect(await sentToday(distributorId)).toBe(1);
  await expectDataClean(testCtx());
});

test('people may not send one', async () => {
  const { id } = await waitingInvitation();
  const admin = await createUser({ role: 'ADMIN' });
  await expect(sendInvitation(userCtx(admin), { invitation_id: id })).rejects.toBeInstanceOf(
    PermissionDeniedError,
  );
});
