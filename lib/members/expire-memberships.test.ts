import { beforeEach, expect, test } from 'vitest';
import { database } from '../db';
import { AppError } from '../errors';
import { expectDataClean } from '../monitoring/verify-data';
import { atOnce, outcomes, testCtx, userCtx } from '../testing/database';
import { createCode, createUser, onlyTeams } from '../testing/factories';
import { acceptAs, createMember, inviteCustomer, standingOf } from '../testing/members';
import { expireMemberships } from './expire-memberships';
import { removeMember } from './remove-member';

beforeEach(() => onlyTeams(600));

type Member = Awaited<ReturnType<typeof createMember>>;
const expire = () => expireMemberships(testCtx());
const remove = ({ email, team_id, distributor }: Member) =>
  removeMember(userCtx(distributor), { email, team_id, reason: 'left' });
const until = (members: Member[], moment: Date) =>
  database().teamMember.updateMany({
    where: { id: { in: members.map(({ member_id }) => member_id) } },
    data: { validUntil: moment },
  });
const past = () => new Date(Date.now() - 1000);

test('a membership that has run its time is over: the seat is free, the use is spent', async () => {
  const [over, lasting] = [
    await createMember({ validity_days: 30 }),
    await createMember({ validity_days: 30 }),
  ];
  const forGood = await createMember();
  await until([over], past());
  const ctx = testCtx();
  expect(await expireMemberships(ctx)).toEqual({ expired: 1 });
  expect(await standingOf(over)).toEqual({
    status: 'EXPIRED',
    error: null,
    seats: 2,
    end: 'EXPIRED',
    returned: false,
    used: 1,
    counted: 1,
    depleted: 1,
  });
  for (const member of [lasting, forGood])
    expect(await standingOf(member)).toMatchObject({ status: 'ACTIVE' });
  expect(await database().auditEntry.findMany({ where: { requestId: ctx.requestId } })).toMatchObject([
    {
      action: 'members.expire-memberships',
      entity: 'invitation',
      entityId: String(over.invitation_id),
      after: { member_id: over.member_id, status: 'EXPIRED' },
    },
  ]);
  expect(await expire()).toEqual({ expired: 0 });
  await expectDataClean(testCtx());
});

test('the email comes into the same team again with another code', async () => {
  const member = await createMember({ validity_days: 30 });
  await until([member], past());
  await expire();
  const again = await acceptAs(await inviteCustomer(await createCode(), member.email));
  expect(again.team_id).toBe(member.team_id);
  await expectDataClean(testCtx());
});

test('more than a batch, by several workers at once, each membership once', async () => {
  const code = await createCode({ max_uses: 600, validity_days: 30 });
  const first = await acceptAs(await inviteCustomer(code));
  // As redeeming and accepting leave them behind, 549 times.
  const [{ made } = { made: 0 }] = await database().$queryRaw<{ made: number }[]>`
    WITH invited AS (
      INSERT INTO invite_records (redeem_code_id, distributor_id, email, team_id, status, expires_at, sent_at, accepted_at)
      SELECT redeem_code_id, distributor_id, 'many-' || n || '@example.com', team_id, 'SUCCESS', expires_at, sent_at, accepted_at
      FROM invite_records, generate_series(1, 549) AS n WHERE id = ${first.invitation_id} RETURNING id, team_id, email),
    joined AS (INSERT INTO team_members (team_id, email, invite_record_id) SELECT team_id, email, id FROM invited RETURNING id),
    used AS (UPDATE redeem_codes SET used_count = 550 WHERE id = ${code.id}),
    seated AS (UPDATE teams SET seats_taken = seats_taken + 549 WHERE id = ${first.team_id}),
    counted AS (UPDATE code_counters SET used_sum = 550 WHERE order_id = ${code.order.id}),
    day AS (
      UPDATE distributor_days SET attempts = 550, sent = 550, accepted = 550 WHERE distributor_id = ${code.distributor.id})
    SELECT count(*)::int AS made FROM joined`;
  expect(made).toBe(549);
  await database().teamMember.updateMany({ where: { teamId: first.team_id }, data: { validUntil: past() } });
  const { values, errors } = outcomes(await atOnce(3, expire));
  expect(errors).toEqual([]);
  const last = await expire();
  expect([...values, last].reduce((sum, { expired }) => sum + expired, 0)).toBe(550);
  expect(await standingOf(first)).toMatchObject({ status: 'EXPIRED', seats: 0, used: 550 });
  const facts = await database().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int FROM graphile_worker.jobs WHERE task_identifier = 'members.expired'`;
  expect(facts[0]!.count).toBeGreaterThanOrEqual(550);
  await expectDataClean(testCtx());
});

test('running out in the middle of ten removals is the one or the other', async () => {
  for (let round = 0; round < 12; round += 1) {
    const member = await createMember({ validity_days: 30, max_uses: 2 });
    await until([member], new Date(Date.now() + 15 + round * 2));
    const late = (index: number) => new Promise((resolve) => setTimeout(resolve, 5 * index));
    const work = (index: number): Promise<unknown> =>
      late(index).then((): Promise<unknown> => (index < 10 ? remove(member) : expire()));
    const { errors } = outcomes(await atOnce(13, work));
    const codes = errors.map((error) => (error instanceof AppError ? error.errorCode : String(error)));
    await expire();
    const { status, end, returned, used, seats } = await standingOf(member);
    expect({ status, end, returned, used, seats }).toEqual(
      status === 'REMOVED'
        ? { status, end: 'REMOVED', returned: true, used: 0, seats: 0 }
        : { status: 'EXPIRED', end: 'EXPIRED', returned: false, used: 1, seats: 0 },
    );
    expect(new Set(codes)).toEqual(new Set(status === 'REMOVED' ? [] : ['INVALID_STATE_TRANSITION']));
    await onlyTeams(600);
  }
  await expectDataClean(testCtx());
});

test('whoever is being removed does not expire meanwhile', async () => {
  const member = await createMember({ validity_days: 30 });
  const { member_id: id } = member;
  const removing = { status: 'REMOVING' as const, removingSince: new Date(), validUntil: past() };
  await database().teamMember.update({ where: { id }, data: removing });
  expect(await expire()).toEqual({ expired: 0 });
  const active = { status: 'ACTIVE' as const, removingSince: null };
  await database().teamMember.update({ where: { id }, data: active });
  expect(await expire()).toEqual({ expired: 1 });
  await expectDataClean(testCtx());
});

test('it is the clock that ends memberships', async () => {
  const admin = userCtx(await createUser({ role: 'ADMIN' }));
  await expect(expireMemberships(admin)).rejects.toMatchObject({ errorCode: 'PERMISSION_DENIED' });
});
