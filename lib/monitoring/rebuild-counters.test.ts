import { expect, test } from 'vitest';
import { businessDay } from '../clock';
import { database } from '../db';
import { PermissionDeniedError } from '../errors';
import { redeemCode } from '../members/redeem-code';
import { sendInvitation } from '../members/send-invitation';
import { atOnce, outcomes, publicCtx, testCtx, userCtx } from '../testing/database';
import {
  createCode,
  createDays,
  createDistributor,
  createIssuedCodes,
  createTeam,
  createUser,
  unique,
} from '../testing/factories';
import { rebuildCounters } from './rebuild-counters';
import { expectDataClean } from './verify-data';

const redeem = (code: string) =>
  redeemCode(publicCtx(), {
    code,
    email: `${unique('customer')}@example.com`,
  });

test('counters that were lost or spoilt are right again', async () => {
  await rebuildCounters(testCtx());
  await createTeam({ capacity: 10 });
  const code = await createCode({ max_uses: 2 });
  const { id: distributorId } = code.distributor;
  await redeem(code.code);
  await redeem(code.code);
  const [first] = await database().inviteRecord.findMany({ where: { distributorId } });
  await sendInvitation(testCtx(), { invitation_id: first!.id });
  const other = await createIssuedCodes(distributorId, { count: 3, is_active: false });
  await database().codeCounter.delete({ where: { orderId: other.order.id } });
  await database().codeCounter.update({ where: { orderId: code.order.id }, data: { usedSum: 7, total: 5 } });
  await database().distributorDay.updateMany({ where: { distributorId }, data: { attempts: 40, sent: 0 } });
  await createDays(distributorId, { '2020-01-01': { accepted: 9 } });

  expect(await rebuildCounters(testCtx())).toEqual({ orders: 2, days: 2, closed_days: 0 });

  await expectDataClean(testCtx());
  const counters = await database().codeCounter.findMany({
    where: { distributorId },
    orderBy: { orderId: 'asc' },
  });
  expect(counters).toMatchObject([
    { orderId: code.order.id, total: 1, inactive: 0, depleted: 1, usedSum: 2n },
    { orderId: other.order.id, total: 3, inactive: 3, depleted: 0, usedSum: 0n },
  ]);
  const today = { distributorId, day: new Date(businessDay()) };
  expect(await database().distributorDay.findFirst({ where: today })).toMatchObject({
    attempts: 2,
    sent: 1,
    accepted: 0,
  });
  expect(await rebuildCounters(testCtx())).toEqual({ orders: 0, days: 0, closed_days: 0 });
  const audited = await database().auditEntry.findFirst({
    where: { action: 'monitoring.rebuild-counters' },
    orderBy: { id: 'desc' },
    skip: 1,
  });
  expect(audited?.after).toEqual({ orders: 2, days: 2, closed_days: 0 });
});

test('invitations count on the business day of each event', async () => {
  const code = await createCode({ max_uses: 4 });
  const at = (sentAt: string | null, createdAt: string) => ({
    redeemCodeId: code.id,
    distributorId: code.distributor.id,
    email: `${unique('customer')}@example.com`,
    expiresAt: new Date(),
    createdAt: new Date(createdAt),
    sentAt: sentAt === null ? null : new Date(sentAt),
    status: sentAt === null ? ('FAILED' as const) : ('SUCCESS' as const),
    endedAt: new Date(),
    endReason: sentAt === null ? ('FAILED' as const) : ('WITHDRAWN' as const),
    useReturnedAt: new Date(),
  });
  const team = await createTeam();
  // Midnight in Shanghai is four in the afternoon in Greenwich.
  const rows = [
    at('2026-03-01T16:00:00.000Z', '2026-03-01T15:59:59.999Z'),
    at('2026-03-01T15:59:59.999Z', '2026-03-01T00:00:00.000Z'),
    at(null, '2026-03-01T16:00:00.000Z'),
  ];
  await database().inviteRecord.createMany({ data: rows.map((row) => ({ ...row, teamId: team.id })) });
  await rebuildCounters(testCtx());
  const days = await database().distributorDay.findMany({
    where: { distributorId: code.distributor.id },
    orderBy: { day: 'asc' },
  });
  expect(days).toMatchObject([
    { day: new Date('2026-03-01'), attempts: 2, sent: 1 },
    { day: new Date('2026-03-02'), attempts: 1, sent: 1 },
  ]);
});

test('redemptions that run meanwhile are counted once', async () => {
  await createTeam({ capacity: 60 });
  const code = await createCode({ max_uses: 60 });
  const work = (index: number): Promise<object> =>
    index % 10 === 0 ? rebuildCounters(testCtx()) : redeem(code.code);
  expect(outcomes(await atOnce(60, work)).errors).toEqual([]);
  const counter = await database().codeCounter.findUniqueOrThrow({ where: { orderId: code.order.id } });
  expect(counter.usedSum).toBe(54n);
  await expectDataClean(testCtx());
});

test('people may not rebuild them', async () => {
  const admin = await createUser({ role: 'ADMIN' });
  const distributor = await createDistributor();
  for (const user of [admin, distributor])
    await expect(rebuildCounters(userCtx(user))).rejects.toBeInstanceOf(PermissionDeniedError);
});
