import { beforeEach, expect, test } from 'vitest';
import { database, databasePool } from '../db';
import { AppError } from '../errors';
import { expectDataClean } from '../monitoring/verify-data';
import { atOnce, outcomes, publicCtx, testCtx, userCtx } from '../testing/database';
import { createCode, createDistributor, createUser, onlyTeams } from '../testing/factories';
import { acceptAs, createMember, inviteCustomer, standingOf } from '../testing/members';
import { until } from '../testing/until';
import { acceptInvitation } from './accept-invitation';
import { redeemCode } from './redeem-code';
import { removeMember } from './remove-member';

beforeEach(() => onlyTeams(40));

type Member = Awaited<ReturnType<typeof createMember>>;
const asked = ({ email, team_id }: Pick<Member, 'email' | 'team_id'>) => ({
  email,
  team_id,
  reason: 'left the company',
});
const remove = (member: Pick<Member, 'email' | 'team_id' | 'distributor'>, key?: string) =>
  removeMember(userCtx(member.distributor, key), asked(member));
const refusal = (work: Promise<unknown>) =>
  work.then(
    (value) => value,
    (error: unknown) =>
      error instanceof AppError
        ? { code: error.errorCode, status: error.httpStatus, details: error.details }
        : error,
  );
const expire = (member: Member) =>
  database().teamMember.update({
    where: { id: member.member_id },
    data: { validUntil: new Date(Date.now() - 1000) },
  });

test('a removed member gives back seat and use, and says who removed them, when and why', async () => {
  const member = await createMember();
  expect(await standingOf(member)).toMatchObject({ status: 'ACTIVE', seats: 1, used: 1, depleted: 1 });
  const ctx = userCtx(member.distributor);
  const answer = { status: 'removed', email: member.email, team_id: member.team_id };
  expect(await removeMember(ctx, asked(member))).toEqual(answer);
  expect(await standingOf(member)).toEqual({
    status: 'REMOVED',
    error: null,
    seats: 0,
    end: 'REMOVED',
    returned: true,
    used: 0,
    counted: 0,
    depleted: 0,
  });
  const row = await database().teamMember.findUniqueOrThrow({ where: { id: member.member_id } });
  expect(row).toMatchObject({ removedBy: member.distributor.id, removedReason: 'left the company' });
  expect(row.removedAt).toBeInstanceOf(Date);
  const audit = await database().auditEntry.findMany({
    where: { requestId: ctx.requestId },
    orderBy: { id: 'asc' },
  });
  const entity = {
    action: 'members.remove-member',
    entity: 'invitation',
    entityId: String(member.invitation_id),
  };
  expect(audit).toMatchObject([
    { ...entity, userId: member.distributor.id, after: { status: 'REMOVING', reason: 'left the company' } },
    { ...entity, userId: member.distributor.id, after: { status: 'REMOVED' } },
  ]);
  expect(await remove(member)).toEqual(answer);
  expect(await database().auditEntry.count({ where: entity })).toBe(2);
  await expectDataClean(ctx);
});

test('the use that came back is redeemed again, by the same customer too', async () => {
  const member = await createMember();
  const redeem = (email: string) => redeemCode(publicCtx(), { code: member.code, email });
  await expect(redeem('other@example.com')).rejects.toMatchObject({ errorCode: 'CODE_DEPLETED' });
  await remove(member);
  expect(await redeem(member.email)).toMatchObject({ status: 'invited' });
  expect(await standingOf(member)).toMatchObject({ status: 'REMOVED', used: 1, depleted: 1, seats: 1 });
  await expectDataClean(testCtx());
});

test('a code that was switched off takes its use back and stays off', async () => {
  const member = await createMember({ max_uses: 2 });
  await database().$transaction([
    database().redeemCode.update({ where: { id: member.id }, data: { isActive: false } }),
    database().codeCounter.update({ where: { orderId: member.order.id }, data: { inactive: 1 } }),
  ]);
  await remove(member);
  expect(await standingOf(member)).toMatchObject({ used: 0, counted: 0, depleted: 0 });
  const counter = await database().codeCounter.findUniqueOrThrow({ where: { orderId: member.order.id } });
  expect(counter.inactive).toBe(1);
  await expectDataClean(testCtx());
});

test('ten at once give back one use', async () => {
  const member = await createMember({ max_uses: 20 });
  const { values, errors } = outcomes(await atOnce(10, () => remove(member)));
  expect(errors).toEqual([]);
  expect(new Set(values.map(({ status }) => status))).toEqual(
    new Set(values.some(({ status }) => status === 'removing') ? ['removed', 'removing'] : ['removed']),
  );
  expect(await standingOf(member)).toMatchObject({ status: 'REMOVED', seats: 0, used: 0, counted: 0 });
  const claims = { entityId: String(member.invitation_id), action: 'members.remove-member' };
  expect(await database().auditEntry.count({ where: claims })).toBe(2);
  await expectDataClean(testCtx());
});

test('removing twenty members of one code while others redeem it loses and invents no use', async () => {
  const code = await createCode({ max_uses: 40 });
  const members: Member[] = [];
  for (let index = 0; index < 20; index += 1) members.push(await acceptAs(await inviteCustomer(code)));
  const work = (index: number): Promise<unknown> =>
    index % 2 ? inviteCustomer(code) : remove(members[index / 2]!);
  const { errors } = outcomes(await atOnce(40, work));
  expect(errors).toEqual([]);
  expect(await standingOf(members[0]!)).toMatchObject({ used: 20, counted: 20, seats: 20 });
  await expectDataClean(testCtx());
});

test("somebody else's member answers like nobody", async () => {
  const member = await createMember();
  const stranger = userCtx(await createDistributor());
  const unknown = await refusal(removeMember(stranger, { ...asked(member), team_id: member.team_id + 1000 }));
  const foreign = await refusal(removeMember(stranger, asked(member)));
  expect(foreign).toEqual({
    code: 'RESOURCE_NOT_FOUND',
    status: 404,
    details: { resource_type: 'member', resource_id: member.email },
  });
  expect(foreign).toEqual(unknown);
  expect(await standingOf(member)).toMatchObject({ status: 'ACTIVE', used: 1 });
});

test('an admin removes any member; operators and customers none', async () => {
  const member = await createMember();
  for (const ctx of [userCtx(await createUser({ role: 'OPERATOR' })), testCtx()])
    expect(await refusal(removeMember(ctx, asked(member)))).toMatchObject({ code: 'PERMISSION_DENIED' });
  expect(await refusal(removeMember(publicCtx(), asked(member)))).toMatchObject({ code: 'UNAUTHENTICATED' });
  const admin = userCtx(await createUser({ role: 'ADMIN' }));
  expect(await removeMember(admin, asked(member))).toMatchObject({ status: 'removed' });
  await expectDataClean(admin);
});

test('an invitation that waits is withdrawn, once and for all', async () => {
  const invited = await inviteCustomer(await createCode());
  expect(await remove(invited)).toEqual({
    status: 'withdrawn',
    email: invited.email,
    team_id: invited.team_id,
  });
  expect(await remove(invited)).toMatchObject({ status: 'withdrawn' });
  const code = await database().redeemCode.findUniqueOrThrow({ where: { id: invited.id } });
  expect(code.usedCount).toBe(0);
  await expect(acceptInvitation(publicCtx(), { token: invited.token })).rejects.toMatchObject({
    errorCode: 'INVITATION_ENDED',
  });
  await expectDataClean(testCtx());
});

test('removing in the moment of acceptance ends the one or the other, and gives the use back', async () => {
  for (let round = 0; round < 5; round += 1) {
    const invited = await inviteCustomer(await createCode());
    const accept = () => acceptInvitation(publicCtx(), { token: invited.token }).catch(() => 'too late');
    const results = await atOnce(6, (index): Promise<unknown> => (index % 2 ? remove(invited) : accept()));
    expect(outcomes(results).errors).toEqual([]);
    const { endReason, useReturnedAt } = await database().inviteRecord.findUniqueOrThrow({
      where: { id: invited.invitation_id },
    });
    expect(['WITHDRAWN', 'REMOVED']).toContain(endReason);
    expect(useReturnedAt).not.toBeNull();
  }
  await expectDataClean(testCtx());
});

test('a membership that has run its time is not removed, nor is its use given back', async () => {
  const member = await createMember({ validity_days: 30 });
  await expire(member);
  expect(await refusal(remove(member))).toMatchObject({ code: 'INVALID_STATE_TRANSITION', status: 409 });
  expect(await standingOf(member)).toMatchObject({ used: 1, returned: false });
  await database().teamMember.update({ where: { id: member.member_id }, data: { validUntil: null } });
});

test('a removal that began in time is told as what it comes to, also past the last day', async () => {
  const member = await createMember({ validity_days: 30 });
  await expire(member);
  const other = await databasePool().connect();
  try {
    await other.query('BEGIN');
    await other.query(
      "UPDATE team_members SET status = 'REMOVING', removing_since = now(), removal_attempts = 1 WHERE id = $1",
      [member.member_id],
    );
    const answer = refusal(remove(member));
    const waiting = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await until(async () => (await other.query(waiting)).rowCount, 2_000).catch(() => 'nobody waits');
    await other.query('COMMIT');
    expect(await answer).toMatchObject({ status: 'removing' });
  } finally {
    other.release();
  }
  const active = { status: 'ACTIVE' as const, removingSince: null, validUntil: null };
  await database().teamMember.update({ where: { id: member.member_id }, data: active });
});

test('under an idempotency key it is one removal: somebody who has come back is left alone', async () => {
  const member = await createMember({ max_uses: 3 });
  expect(await remove(member, 'key-1')).toMatchObject({ status: 'removed' });
  await acceptAs(await inviteCustomer(member, member.email));
  expect(await remove(member, 'key-1')).toMatchObject({ status: 'removed' });
  expect(await standingOf(member)).toMatchObject({ used: 1, seats: 1 });
  const other = { ...asked(member), reason: 'another reason' };
  const reused = removeMember(userCtx(member.distributor, 'key-1'), other);
  expect(await refusal(reused)).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED', status: 422 });
  expect(await remove(member, 'key-2')).toMatchObject({ status: 'removed' });
  expect(await standingOf(member)).toMatchObject({ used: 0, seats: 0 });
  await expectDataClean(testCtx());
});
