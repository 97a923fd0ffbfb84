import { beforeEach, expect, test } from 'vitest';
import { DAY_MS } from '../clock';
import { database } from '../db';
import { AppError } from '../errors';
import { expectDataClean } from '../monitoring/verify-data';
import { atOnce, outcomes, publicCtx, testCtx, userCtx } from '../testing/database';
import { createDistributor, onlyTeams } from '../testing/factories';
import { invite, letExpire } from '../testing/invitations';
import { acceptInvitation } from './accept-invitation';
import { resendInvitation } from './resend-invitation';
import { sendInvitation } from './send-invitation';
import { sendInvitationAgain } from './send-invitation-again';

beforeEach(() => onlyTeams(20));

const owner = (distributorId: number) => userCtx({ id: distributorId, role: 'DISTRIBUTOR' });

async function sentAWhileAgo() {
  const invitation = await invite();
  await sendInvitation(testCtx(), { invitation_id: invitation.id });
  await letTimePass(invitation.id);
  return { ...invitation, ctx: owner(invitation.distributorId) };
}

async function letTimePass(id: number) {
  await database().$executeRaw`
    UPDATE invite_records SET created_at = created_at - interval '2 minutes', sent_at = sent_at - interval '2 minutes',
      resent_at = resent_at - interval '2 minutes' WHERE id = ${id}`;
}

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) =>
      error instanceof AppError ? `${error.httpStatus} ${error.errorCode}` : String(error),
  );
const jobsOf = (id: number) =>
  database().$queryRaw<{ task: string; payload: unknown; key: string | null }[]>`
    SELECT job.task_identifier AS task, body.payload, job.key FROM graphile_worker.jobs AS job
    JOIN graphile_worker._private_jobs AS body ON body.id = job.id
    WHERE (body.payload ->> 'invitation_id')::int = ${id} AND job.task_identifier LIKE 'members.send%' ORDER BY job.id`;

test('sent again: the same link, open for as long again, by a job that writes a mail of its own', async () => {
  const { id, email, token, ctx } = await sentAWhileAgo();
  await database().inviteRecord.update({ where: { id }, data: { expiresAt: new Date(Date.now() + 60_000) } });
  const answer = await resendInvitation(ctx, { invitation_id: id });
  expect(answer).toMatchObject({ status: 'invited', email, resends_left: 2 });
  expect(Math.abs(Date.parse(answer.expires_at) - Date.now() - 7 * DAY_MS)).toBeLessThan(60_000);
  const payload = { invitation_id: id, resend: 1, attempt: 1 };
  expect(await jobsOf(id)).toMatchObject([{ task: 'members.send-invitation-again', payload }]);
  for (let run = 0; run < 2; run += 1) expect(await sendInvitationAgain(testCtx(), payload)).toBe('sent');
  const mails = await database().mail.findMany({ where: { recipient: email }, orderBy: { id: 'asc' } });
  expect(mails.map(({ key }) => key)).toEqual([`invitation:${id}:1`, `invitation:${id}:1:1`]);
  for (const { body } of mails) expect(body).toContain(`/i/${token}\n`);
  expect((await acceptInvitation(publicCtx(), { token })).status).toBe('accepted');
  expect(await sendInvitationAgain(testCtx(), payload)).toBe('left');
  expect(await database().auditEntry.findMany({ where: { requestId: ctx.requestId } })).toMatchObject([
    { action: 'members.resend-invitation', after: { email, resend: 1 } },
  ]);
  await expectDataClean(ctx);
});

test('three times at most, a minute apart', async () => {
  const { id, ctx } = await sentAWhileAgo();
  const again = () => refusal(resendInvitation(ctx, { invitation_id: id }));
  for (let time = 1; time <= 3; time += 1) {
    expect(await again()).toBe('done');
    if (time < 3) expect(await again()).toBe('429 RATE_LIMITED');
    await letTimePass(id);
  }
  expect(await again()).toBe('409 INVITATION_RESENT_OUT');
});

test('a click that comes many times at once sends it once', async () => {
  const { id, ctx } = await sentAWhileAgo();
  const { values, errors } = outcomes(await atOnce(10, () => resendInvitation(ctx, { invitation_id: id })));
  expect(values).toHaveLength(1);
  expect(errors.every((error) => error instanceof AppError && error.errorCode === 'RATE_LIMITED')).toBe(true);
  expect(await jobsOf(id)).toHaveLength(1);
});

test('one email gets five a day, from whichever distributor', async () => {
  const invitations = [];
  for (let index = 0; index < 6; index += 1) invitations.push(await sentAWhileAgo());
  const ids = invitations.map(({ id }) => id);
  // One address, in teams of its own each.
  const teams = await onlyTeams(1, 1, 1, 1, 1, 1);
  for (const [index, id] of ids.entries())
    await database().inviteRecord.update({
      where: { id },
      data: { email: 'often@example.com', teamId: teams[index]!.id },
    });
  const answers = [];
  for (const { id, ctx } of invitations)
    answers.push(await refusal(resendInvitation(ctx, { invitation_id: id })));
  expect(answers).toEqual([...Array.from({ length: 5 }, () => 'done'), '429 RATE_LIMITED']);
  expect(await jobsOf(ids.at(-1)!)).toEqual([]);
  for (const [index, { id, teamId, email }] of invitations.entries())
    await database().inviteRecord.update({ where: { id: ids[index] ?? id }, data: { email, teamId } });
});

test('one that waits to be sent is sent at once instead of once more', async () => {
  const invitation = await invite();
  await letTimePass(invitation.id);
  await resendInvitation(owner(invitation.distributorId), { invitation_id: invitation.id });
  expect(await jobsOf(invitation.id)).toMatchObject([
    { task: 'members.send-invitation', key: `send-invitation:${invitation.id}` },
  ]);
});

test("ended, accepted and somebody else's are not sent again", async () => {
  const [late, accepted, foreign] = [await sentAWhileAgo(), await sentAWhileAgo(), await sentAWhileAgo()];
  await letExpire(late.id);
  await acceptInvitation(publicCtx(), { token: accepted.token });
  expect(await refusal(resendInvitation(late.ctx, { invitation_id: late.id }))).toBe('409 INVITATION_ENDED');
  expect(await refusal(resendInvitation(accepted.ctx, { invitation_id: accepted.id }))).toBe(
    '409 INVITATION_ACCEPTED',
  );
  const other = userCtx(await createDistributor());
  expect(await refusal(resendInvitation(other, { invitation_id: foreign.id }))).toBe(
    '404 RESOURCE_NOT_FOUND',
  );
  expect(await refusal(resendInvitation(publicCtx(), { invitation_id: foreign.id }))).toBe(
    '401 UNAUTHENTICATED',
  );
  for (const { id } of [late, accepted, foreign]) expect(await jobsOf(id)).toEqual([]);
});
