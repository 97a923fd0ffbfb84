import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { businessDay, DAY_MS } from '../clock';
import type { Ctx } from '../context';
import { database } from '../db';
import { AppError, PermissionDeniedError, type RateLimitedError } from '../errors';
import { expectDataClean } from '../monitoring/verify-data';
import { atOnce, outcomes, publicCtx, testCtx, userCtx } from '../testing/database';
import { createCode, createUser, onlyTeams, unique } from '../testing/factories';
import { invite } from '../testing/invitations';
import { acceptInvitation } from './accept-invitation';
import { expireMemberships } from './expire-memberships';
import { invited } from './jobs';
import { redeemCode } from './redeem-code';
import { RedeemCodeInput } from './schema';
import { withdrawInvitation } from './withdraw-invitation';

const address = () => `${unique('customer')}@example.com`;
const redeem = (code: string, email = address()) => redeemCode(publicCtx(), { code, email });
const refusal = async (code: string, email?: string) =>
  redeem(code, email).then(
    () => 'redeemed',
    (error: unknown) =>
      error instanceof AppError ? `${error.httpStatus} ${error.errorCode}` : String(error),
  );
/** How many rows each table has, the attempts that limits count aside. */
async function rowCounts() {
  const tables = await database().$queryRaw<{ name: string }[]>`
    SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
    WHERE (schemaname = 'public' AND tablename <> 'rate_limits') OR schemaname = 'graphile_worker' ORDER BY 1`;
  const counts = tables
    .map(({ name }) => `SELECT '${name}' AS name, count(*) FROM ${name}`)
    .join(' UNION ALL ');
  return database().$queryRawUnsafe(counts);
}

/** Above fifty copies of one request at once. It is set before the first test, since settings are kept for seconds. */
const PER_EMAIL = 60;
const setting = { key: 'members.redeem_per_email', value: PER_EMAIL };

beforeAll(async () => {
  await database().setting.create({ data: setting });
});

afterAll(async () => {
  await database().setting.delete({ where: { key: setting.key } });
});

beforeEach(() => onlyTeams(50));

test('a redeemed code charges one use, takes a seat and writes the invitation', async () => {
  const [team] = await onlyTeams(2);
  const code = await createCode({ max_uses: 3 });
  const email = address();
  const ctx = publicCtx();
  const before = Date.now();
  expect(await redeemCode(ctx, { code: code.code, email })).toEqual({
    status: 'invited',
    email,
    team: team!.name,
  });

  const invitation = await database().inviteRecord.findFirstOrThrow({ where: { email } });
  expect(invitation).toMatchObject({
    redeemCodeId: code.id,
    distributorId: code.distributor.id,
    teamId: team!.id,
    status: 'PENDING',
    sentAt: null,
    acceptedAt: null,
  });
  expect(Math.round((invitation.expiresAt.getTime() - before) / 86_400_000)).toBe(7);
  expect(await database().redeemCode.findUnique({ where: { id: code.id } })).toMatchObject({ usedCount: 1 });
  expect(await database().team.findUnique({ where: { id: team!.id } })).toMatchObject({ seatsTaken: 1 });
  expect(await database().codeCounter.findUnique({ where: { orderId: code.order.id } })).toMatchObject({
    usedSum: 1n,
    depleted: 0,
  });
  const today = { distributorId: code.distributor.id, day: new Date(businessDay(invitation.createdAt)) };
  expect(await database().distributorDay.findFirst({ where: today })).toMatchObject({ attempts: 1, sent: 0 });
  const [audit] = await database().auditEntry.findMany({ where: { requestId: ctx.requestId } });
  expect(audit).toMatchObject({
    actor: 'public',
    action: 'members.redeem-code',
    entity: 'invitation',
    entityId: String(invitation.id),
    after: { code_id: code.id, team_id: team!.id, email },
  });
  const jobs = await database().$queryRaw<{ payload: unknown }[]>`
    SELECT payload FROM graphile_worker._private_jobs job JOIN graphile_worker._private_tasks task ON task.id = job.task_id
    WHERE task.identifier = ${invited.name} AND (payload ->> 'invitation_id')::int = ${invitation.id}`;
  expect(jobs).toEqual([{ payload: { invitation_id: invitation.id } }]);
  await expectDataClean(ctx);
});

test('the last use is counted as used up', async () => {
  const code = await createCode({ max_uses: 1 });
  await redeem(code.code);
  expect(await database().codeCounter.findUnique({ where: { orderId: code.order.id } })).toMatchObject({
    depleted: 1,
  });
  await expectDataClean(publicCtx());
});

test('codes and emails are read as people write them', () => {
  expect(RedeemCodeInput.parse({ code: ' ord1_abcd1234\n', email: ' Ada@Example.COM ' })).toEqual({
    code: 'ORD1_ABCD1234',
    email: 'ada@example.com',
  });
  const malformed = ['', '  ', 'ORD1 ABCD', 'ORD1_ABCD\0', 'ß', '%', 'A'.repeat(41), 7, null, undefined];
  for (const code of malformed)
    expect(RedeemCodeInput.safeParse({ code, email: 'a@example.com' }).success).toBe(false);
  for (const email of ['', 'a', 'a@', '@b', 'a b@example.com', `${'a'.repeat(260)}@example.com`, 7, null])
    expect(RedeemCodeInput.safeParse({ code: 'ORD1_ABCD1234', email }).success).toBe(false);
});

test('each refusal has its own code and writes nothing', async () => {
  const gone = new Date(Date.now() - 1000);
  const used = await createCode();
  await redeem(used.code);
  const usable = await createCode();
  const refused = [
    ['404 CODE_NOT_FOUND', 'ORD1_NOTTHERE'],
    ['400 CODE_INACTIVE', (await createCode({ is_active: false })).code],
    // Of two reasons, the one that no waiting mends.
    ['400 CODE_INACTIVE', (await createCode({ is_active: false, expires_at: gone })).code],
    ['400 CODE_EXPIRED', (await createCode({ expires_at: gone })).code],
    ['400 CODE_DEPLETED', used.code],
    ['400 SEATS_EXHAUSTED', usable.code],
  ] as const;
  for (const [answer, code] of refused) {
    if (code === usable.code) await onlyTeams();
    const before = await rowCounts();
    expect(await refusal(code)).toBe(answer);
    expect(await rowCounts()).toEqual(before);
  }
  await expectDataClean(publicCtx());
});

test('a second code for the same email takes a seat in another team', async () => {
  const teams = await onlyTeams(5, 5);
  const email = address();
  const [first, second, third] = [await createCode(), await createCode(), await createCode()];
  const { values } = outcomes(await atOnce(2, (index) => redeem([first, second][index]!.code, email)));
  expect(values.map((value) => value.team).sort()).toEqual(teams.map((team) => team.name).sort());
  expect(await refusal(third.code, email)).toBe('400 SEATS_EXHAUSTED');
  await expectDataClean(publicCtx());
});

test('a member gets no second seat in the same team, and no second use of a code that membership used up', async () => {
  const [team, other] = await onlyTeams(5, 5);
  const { id, token, code, email } = await invite({ max_uses: 3, validity_days: 30 });
  await acceptInvitation(publicCtx(), { token });
  expect((await redeem((await createCode()).code, email)).team).toBe(other!.name);
  await database().teamMember.update({
    where: { inviteRecordId: id },
    data: { validUntil: new Date(Date.now() - 1000) },
  });
  await expireMemberships(testCtx());
  expect(await refusal(code, email)).toBe('409 INVITATION_ENDED');
  expect((await redeem((await createCode()).code, email)).team).toBe(team!.name);
  await expectDataClean(publicCtx());
});

test('while it lives, the invitation is the answer, whatever has become of the code and the team', async () => {
  const code = await createCode({ max_uses: 1 });
  const email = address();
  const first = await redeem(code.code, email);
  await database().redeemCode.update({ where: { id: code.id }, data: { isActive: false } });
  await database().codeCounter.update({
    where: { orderId: code.order.id },
    data: { inactive: 1, depleted: 0 },
  });
  await onlyTeams();
  expect(await redeem(code.code, email)).toEqual(first);
  await expectDataClean(publicCtx());
});

test('an invitation whose use was given back does not stand in the way', async () => {
  const code = await createCode({ max_uses: 1 });
  const email = address();
  await redeem(code.code, email);
  await database().$transaction([
    database().inviteRecord.updateMany({
      where: { email },
      data: { status: 'FAILED', endedAt: new Date(), endReason: 'FAILED', useReturnedAt: new Date() },
    }),
    database().redeemCode.update({ where: { id: code.id }, data: { usedCount: 0 } }),
    database().codeCounter.update({ where: { orderId: code.order.id }, data: { usedSum: 0, depleted: 0 } }),
    database().team.updateMany({ where: { isActive: true }, data: { seatsTaken: 0 } }),
  ]);
  expect((await redeem(code.code, email)).status).toBe('invited');
  await expectDataClean(publicCtx());
});

test('without its counters a redemption does not happen', async () => {
  const code = await createCode();
  const { orderId, ...counter } = await database().codeCounter.delete({ where: { orderId: code.order.id } });
  const before = await rowCounts();
  await expect(redeem(code.code)).rejects.toThrow('division by zero');
  expect(await rowCounts()).toEqual(before);
  await database().codeCounter.create({ data: { orderId, ...counter } });
});

test('attempts are limited by address and by email, before anything is looked at', async () => {
  const ip = unique('ip');
  const email = address();
  const attempt = (ctx: Ctx, to: string) =>
    redeemCode(ctx, { code: 'ORD1_NOTTHERE', email: to }).then(
      () => 'redeemed',
      (error: unknown) => error as AppError,
    );
  const perIp = [];
  for (let i = 0; i < 21; i += 1) perIp.push(await attempt(publicCtx(ip), address()));
  expect(perIp.slice(0, 20).map((error) => (error as AppError).errorCode)).toEqual(
    Array(20).fill('CODE_NOT_FOUND'),
  );
  const last = perIp[20] as AppError;
  expect([last.httpStatus, last.errorCode]).toEqual([429, 'RATE_LIMITED']);
  expect(last.details.retry_after).toBeGreaterThan(0);
  expect(last.details.retry_after).toBeLessThanOrEqual(60);
  expect(await attempt(publicCtx(), address())).toMatchObject({ errorCode: 'CODE_NOT_FOUND' });

  const perEmail = [];
  for (let i = 0; i <= PER_EMAIL; i += 1) perEmail.push(await attempt(publicCtx(), email));
  expect((perEmail[PER_EMAIL - 1] as AppError).errorCode).toBe('CODE_NOT_FOUND');
  expect((perEmail[PER_EMAIL] as AppError).errorCode).toBe('RATE_LIMITED');
});

test('only the public redeems', async () => {
  const code = await createCode();
  const admin = await createUser({ role: 'ADMIN' });
  const attempt = redeemCode(userCtx(admin), { code: code.code, email: address() });
  await expect(attempt).rejects.toBeInstanceOf(PermissionDeniedError);
});

test('an email is not invited without end by redeeming and withdrawing', async () => {
  const code = await createCode({ max_uses: 2 });
  const email = address();
  const admin = userCtx(await createUser({ role: 'ADMIN' }));
  const rounds = 20;
  for (let round = 1; round <= rounds; round += 1) {
    await redeem(code.code, email);
    const { id } = await database().inviteRecord.findFirstOrThrow({ where: { email, endedAt: null } });
    // Asked for again, it is the same answer and no mail.
    await expect(redeem(code.code, email)).resolves.toMatchObject({ status: 'invited' });
    await withdrawInvitation(admin, { invitation_id: id, reason: 'again' });
  }
  const another = await createCode();
  const refused = await redeem(another.code, email).catch((error: unknown) => error);
  expect(refused).toMatchObject({ errorCode: 'RATE_LIMITED', httpStatus: 429 });
  const { retryAfter } = refused as RateLimitedError;
  expect(retryAfter).toBeGreaterThan(86_300);
  expect(retryAfter).toBeLessThanOrEqual(86_400);
  expect(await database().inviteRecord.count({ where: { email } })).toBe(rounds);
  await expect(redeem(another.code)).resolves.toMatchObject({ status: 'invited' });
  await expectDataClean(publicCtx());
});

test('invitations of the day before do not count', async () => {
  const code = await createCode({ max_uses: 40 });
  const email = address();
  const { id } = await database().team.findFirstOrThrow({ where: { isActive: true } });
  const dayBefore = new Date(Date.now() - DAY_MS - 1_000);
  const ended = { endedAt: dayBefore, endReason: 'WITHDRAWN', useReturnedAt: dayBefore } as const;
  const distributorId = code.distributor.id;
  await database().inviteRecord.createMany({
    data: Array.from({ length: 30 }, () => ({
      ...ended,
      redeemCodeId: code.id,
      distributorId,
      email,
      teamId: id,
      createdAt: dayBefore,
      expiresAt: dayBefore,
    })),
  });
  await expect(redeem(code.code, email)).resolves.toMatchObject({ status: 'invited' });
  await database().inviteRecord.deleteMany({ where: { email, createdAt: dayBefore } });
});
