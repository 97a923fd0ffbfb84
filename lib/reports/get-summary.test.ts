import { expect, test } from 'vitest';
import { database } from '../db';
import { PermissionDeniedError, ResourceNotFoundError, UnauthenticatedError } from '../errors';
import { redeemCode } from '../members/redeem-code';
import { sendInvitation } from '../members/send-invitation';
import { expectDataClean } from '../monitoring/verify-data';
import { publicCtx, testCtx, userCtx } from '../testing/database';
import {
  createDays,
  createDistributor,
  createIssuedCodes,
  createTeam,
  createUser,
  unique,
} from '../testing/factories';
import { getSummary } from './get-summary';

async function redeem(code: string) {
  const email = `${unique('customer')}@example.com`;
  await redeemCode(publicCtx(), { code, email });
  return database().inviteRecord.findFirstOrThrow({ where: { email } });
}

const past = () => new Date(Date.now() - 60_000);
const future = () => new Date(Date.now() + 86_400_000);

test('a distributor who has sold nothing', async () => {
  const distributor = await createDistributor({ unitPrice: '12.50' });
  expect(await getSummary(userCtx(distributor), 'me')).toEqual({
    redeem_attempts: 0,
    redeem_attempts_total: 0,
    invites_sent_success: 0,
    invites_accepted: 0,
    unit_price: '12.50',
    currency: 'CNY',
    total_revenue_estimate: '0.00',
    total_codes: 0,
    active_codes: 0,
    depleted_codes: 0,
    expired_codes: 0,
    inactive_codes: 0,
  });
});

test('every code is in one class, and the measures are three', async () => {
  await createTeam({ capacity: 20 });
  const distributor = await createDistributor({ unitPrice: '0.10' });
  const running = await createIssuedCodes(distributor.id, { count: 5, max_uses: 2, expires_at: future() });
  const forever = await createIssuedCodes(distributor.id, { count: 2 });
  await createIssuedCodes(distributor.id, { count: 4, is_active: false, expires_at: past() });
  const ending = await createIssuedCodes(distributor.id, { count: 3, expires_at: future() });
  const invitations = [];
  for (const { code } of [
    running.codes[0]!,
    running.codes[0]!,
    running.codes[1]!,
    forever.codes[0]!,
    ending.codes[0]!,
  ])
    invitations.push(await redeem(code));
  // The order's codes expire after one of them was used up: it counts as expired, which comes first.
  const ended = { expiresAt: past() };
  await database().redeemCode.updateMany({ where: { orderId: ending.order.id }, data: ended });
  await database().codeCounter.update({ where: { orderId: ending.order.id }, data: ended });
  await database().order.update({ where: { id: ending.order.id }, data: { codesExpireAt: ended.expiresAt } });
  for (const { id } of invitations.slice(0, 3)) await sendInvitation(testCtx(), { invitation_id: id });
  await expectDataClean(testCtx());

  const summary = await getSummary(userCtx(distributor), 'me');
  expect(summary).toMatchObject({
    redeem_attempts: 5,
    redeem_attempts_total: 5,
    invites_sent_success: 3,
    invites_accepted: 0,
    total_codes: 14,
    active_codes: 5,
    depleted_codes: 2,
    expired_codes: 3,
    inactive_codes: 4,
  });
  const { active_codes, depleted_codes, expired_codes, inactive_codes, total_codes } = summary;
  expect(active_codes + depleted_codes + expired_codes + inactive_codes).toBe(total_codes);
});

test('what is owed is accepted invitations times the present price, to the cent', async () => {
  const distributor = await createDistributor({ unitPrice: '0.10' });
  await createDays(distributor.id, { '2026-01-01': { attempts: 9, sent: 8, accepted: 3 } });
  const summary = async () => (await getSummary(userCtx(distributor), 'me')).total_revenue_estimate;
  expect(await summary()).toBe('0.30');
  await database().distributor.update({
    where: { userId: distributor.id },
    data: { unitPrice: '123456789.99' },
  });
  expect(await summary()).toBe('370370369.97');
  await database().distributorDay.deleteMany({ where: { distributorId: distributor.id } });
});

test('an admin sees anybody’s figures, a distributor only its own', async () => {
  const [one, other] = [await createDistributor({ unitPrice: '3.00' }), await createDistributor()];
  const admin = userCtx(await createUser({ role: 'ADMIN' }));
  const operator = userCtx(await createUser({ role: 'OPERATOR' }));
  expect(await getSummary(admin, one.id)).toEqual(await getSummary(userCtx(one), 'me'));
  await expect(getSummary(userCtx(other), one.id)).rejects.toBeInstanceOf(PermissionDeniedError);
  await expect(getSummary(userCtx(one), one.id)).rejects.toBeInstanceOf(PermissionDeniedError);
  await expect(getSummary(admin, 'me')).rejects.toBeInstanceOf(PermissionDeniedError);
  await expect(getSummary(operator, one.id)).rejects.toBeInstanceOf(PermissionDeniedError);
  await expect(getSummary(admin, 2_000_000_000)).rejects.toBeInstanceOf(ResourceNotFoundError);
  const anybody = publicCtx();
  await expect(getSummary(anybody, 'me')).rejects.toBeInstanceOf(UnauthenticatedError);
});
