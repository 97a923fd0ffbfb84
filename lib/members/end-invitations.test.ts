import { beforeEach, expect, test } from 'vitest';
import { database, databasePool } from '../db';
import { AppError } from '../errors';
import { MailFailedError } from '../mail';
import { expectDataClean } from '../monitoring/verify-data';
import { atOnce, outcomes, publicCtx, testCtx, userCtx } from '../testing/database';
import { createDistributor, createIssuedCodes, createUser, onlyTeams, unique } from '../testing/factories';
import { invite, letExpire } from '../testing/invitations';
import { until } from '../testing/until';
import { acceptInvitation } from './accept-invitation';
import { expireInvitations } from './expire-invitations';
import { failSending } from './fail-sending';
import { redeemCode } from './redeem-code';
import { resendInvitation } from './resend-invitation';
import { sendInvitation } from './send-invitation';
import { withdrawInvitation } from './withdraw-invitation';

beforeEach(() => onlyTeams(1_000));

const refused = new MailFailedError(true, '550 no such user');
const read = (id: number) =>
  database().inviteRecord.findUniqueOrThrow({ where: { id }, include: { team: true, code: true } });
const owner = (distributorId: number) => userCtx({ id: distributorId, role: 'DISTRIBUTOR' });
const unexpected = (errors: unknown[]) =>
  errors.filter((error) => !(error instanceof AppError && error.httpStatus === 409));

test(
  'each round, whoever comes first of accept, withdraw, fail and send again: it ends once or not at all',
  { timeout: 60_000 },
  async () => {
    for (let round = 0; round < 30; round += 1) {
      const { id, token, email, distributorId } = await invite({ max_uses: 2 });
      const ways: (() => Promise<unknown>)[] = [
        () => acceptInvitation(publicCtx(), { token }),
        () => withdrawInvitation(owner(distributorId), { invitation_id: id, reason: 'a wrong address' }),
        () => failSending(testCtx(), { id, email, send_attempts: 0 }, refused),
        () => sendInvitation(testCtx(), { invitation_id: id }),
      ];
      // Another one begins each time.
      const order = ways.map((_, index) => ways[(index + round) % ways.length]!);
      const { errors } = outcomes(await atOnce(8, (index) => order[index % order.length]!()));
      expect(unexpected(errors)).toEqual([]);
      const { endReason, acceptedAt, code, team } = await read(id);
      expect([endReason === null, code.usedCount]).toEqual([acceptedAt !== null, acceptedAt ? 1 : 0]);
      expect(team.seatsTaken).toBe(await database().teamMember.count({ where: { teamId: team.id } }));
    }
    await expectDataClean(testCtx());
  },
);

test(
  'each round, one whose time is over ends once, whatever else is tried at that moment',
  { timeout: 60_000 },
  async () => {
    for (let round = 0; round < 30; round += 1) {
      const { id, token, email, distributorId } = await invite({ max_uses: 2 });
      await letExpire(id);
      const ways: (() => Promise<unknown>)[] = [
        () => expireInvitations(testCtx()),
        () => failSending(testCtx(), { id, email, send_attempts: 0 }, refused),
        () => acceptInvitation(publicCtx(), { token }),
        () => withdrawInvitation(owner(distributorId), { invitation_id: id, reason: 'a wrong address' }),
        () => resendInvitation(owner(distributorId), { invitation_id: id }),
      ];
      const { errors } = outcomes(await atOnce(10, (index) => ways[(index + round) % ways.length]!()));
      expect(unexpected(errors)).toEqual([]);
      const { endReason, acceptedAt, code } = await read(id);
      expect([endReason === 'EXPIRED' || endReason === 'FAILED', acceptedAt, code.usedCount]).toEqual([
        true,
        null,
        0,
      ]);
    }
    await expectDataClean(testCtx());
  },
);

test('many expire, of few codes and teams, by several workers at once, while the same codes are redeemed', async () => {
  const teams = await onlyTeams(400, 400, 1_000);
  const distributor = await createDistributor();
  const { codes, plan } = await createIssuedCodes(distributor.id, { count: 3, max_uses: 500 });
  const at = new Date(Date.now() - 1000);
  // As redeeming leaves them behind: 350 a code, more than two batches.
  const due = await database().inviteRecord.createManyAndReturn({
    data: codes.flatMap((code, index) =>
      Array.from({ length: 350 }, () => ({
        redeemCodeId: code.id,
        distributorId: distributor.id,
        email: `${unique('customer')}@example.com`,
        teamId: teams[index]!.id,
        expiresAt: at,
      })),
    ),
    select: { id: true, createdAt: true },
  });
  await database().$executeRaw`UPDATE redeem_codes SET used_count = 350 WHERE created_by = ${distributor.id}`;
  await database()
    .$executeRaw`UPDATE code_counters SET used_sum = 1050 WHERE distributor_id = ${distributor.id}`;
  await database()
    .$executeRaw`UPDATE teams SET seats_taken = 350 WHERE id = ANY (${teams.map(({ id }) => id)})`;
  await database().$executeRaw`
    INSERT INTO distributor_days (distributor_id, day, plan_id, attempts)
    SELECT ${distributor.id}, (now() AT TIME ZONE 'Asia/Shanghai')::date, ${plan.id}, 1050`;

  const work = (index: number): Promise<unknown> =>
    index % 10 === 0
      ? expireInvitations(testCtx())
      : redeemCode(publicCtx(), {
          code: codes[index % 3]!.code,
          email: `${unique('customer')}@example.com`,
        });
  const { errors } = outcomes(await atOnce(60, work));
  expect(errors).toEqual([]);
  await expireInvitations(testCtx());
  const ended = await database().inviteRecord.groupBy({
    by: ['endReason'],
    where: { distributorId: distributor.id },
    _count: true,
  });
  expect(new Map(ended.map((group) => [group.endReason, group._count]))).toEqual(
    new Map([
      ['EXPIRED', due.length],
      [null, 54],
    ]),
  );
  await expectDataClean(testCtx());
});

test('a use that comes back makes a code that was used up usable again, for the same email too', async () => {
  const { id, code, email, distributorId } = await invite({ max_uses: 1 });
  const again = () => redeemCode(publicCtx(), { code, email });
  const counter = () =>
    database().codeCounter.findFirstOrThrow({
      where: { distributorId },
      select: { depleted: true, usedSum: true },
    });
  expect(await counter()).toEqual({ depleted: 1, usedSum: 1n });
  await letExpire(id);
  expect(await expireInvitations(testCtx())).toEqual({ expired: 1 });
  expect(await counter()).toEqual({ depleted: 0, usedSum: 0n });
  await again();
  const second = await database().inviteRecord.findFirstOrThrow({ where: { email, endedAt: null } });
  expect(second.id).not.toBe(id);
  await sendInvitation(testCtx(), { invitation_id: second.id });
  expect(await database().mail.count({ where: { recipient: email } })).toBe(1);
  await expectDataClean(testCtx());
});

test('the clock ends what was never sent, leaves its trace, and leaves alone what is open or accepted', async () => {
  const [unsent, sent, open, accepted] = [await invite(), await invite(), await invite(), await invite()];
  for (const { id } of [sent, open, accepted]) await sendInvitation(testCtx(), { invitation_id: id });
  await acceptInvitation(publicCtx(), { token: accepted.token });
  await letExpire(unsent.id, sent.id, accepted.id);
  const ctx = testCtx();
  expect(await expireInvitations(ctx)).toEqual({ expired: 2 });
  expect(await read(unsent.id)).toMatchObject({ status: 'PENDING', endReason: 'EXPIRED', sentAt: null });
  expect(await read(sent.id)).toMatchObject({ status: 'SUCCESS', endReason: 'EXPIRED' });
  for (const { id } of [open, accepted]) expect(await read(id)).toMatchObject({ endReason: null });
  const audits = await database().auditEntry.findMany({ where: { requestId: ctx.requestId } });
  expect(audits.map(({ action, entityId }) => `${action} ${entityId}`).sort()).toEqual(
    [unsent, sent].map(({ id }) => `members.expire-invitations ${id}`).sort(),
  );
  expect(await sendInvitation(testCtx(), { invitation_id: unsent.id })).toBe('left');
  const admin = userCtx(await createUser({ role: 'ADMIN' }));
  await expect(expireInvitations(admin)).rejects.toMatchObject({ errorCode: 'PERMISSION_DENIED' });
  await expectDataClean(testCtx());
});

test('one that is given more time while the clock waits for it stays open', async () => {
  const { id } = await invite();
  await letExpire(id);
  const other = await databasePool().connect();
  try {
    await other.query('BEGIN');
    await other.query("UPDATE invite_records SET expires_at = now() + interval '1 day' WHERE id = $1", [id]);
    const expiring = expireInvitations(testCtx());
    const waiting = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await until(async () => (await other.query(waiting)).rowCount);
    await other.query('COMMIT');
    expect(await expiring).toEqual({ expired: 0 });
  } finally {
    await other.query('ROLLBACK');
    other.release();
  }
  expect(await read(id)).toMatchObject({ endedAt: null });
  await expectDataClean(testCtx());
});
