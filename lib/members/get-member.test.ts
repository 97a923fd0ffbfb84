import { beforeEach, expect, test } from 'vitest';
import { database } from '../db';
import { PermissionDeniedError, ResourceNotFoundError } from '../errors';
import { publicCtx, testCtx, userCtx } from '../testing/database';
import { createDistributor, createIssuedCodes, createUser, onlyTeams, unique } from '../testing/factories';
import { acceptInvitation } from './accept-invitation';
import { getMember } from './get-member';
import { invitationToken } from './invitation-token';
import { memberTimeline } from './member-timeline';
import { redeemCode } from './redeem-code';
import { removeMember } from './remove-member';
import { sendInvitation } from './send-invitation';
import { withdrawInvitation } from './withdraw-invitation';

beforeEach(() => onlyTeams(20));

async function invite() {
  const distributor = await createDistributor();
  const { codes, order } = await createIssuedCodes(distributor.id);
  const email = `${unique('customer')}@example.com`;
  await redeemCode(publicCtx(), { code: codes[0]!.code, email });
  const row = await database().inviteRecord.findFirstOrThrow({ where: { email } });
  return { ...row, distributor, order, code: codes[0]!.code };
}

const accept = ({ id, tokenNonce }: { id: number; tokenNonce: number }) =>
  acceptInvitation(publicCtx(), { token: invitationToken(id, tokenNonce) });

test('a member with all that happened to it, the newest first', async () => {
  const invitation = await invite();
  const { id, distributor, teamId: team_id, email } = invitation;
  await sendInvitation(testCtx(), { invitation_id: id });
  await accept(invitation);
  const ctx = userCtx(distributor);
  expect(await getMember(ctx, 'me', { id })).toMatchObject({
    id,
    email,
    status: 'active',
    code: invitation.code,
    order_no: invitation.order.orderNo,
    unit_price: '12.50',
    currency: 'CNY',
    use_returned_at: null,
  });
  await removeMember(ctx, { email, team_id, reason: 'Has left the company' });
  const removed = await getMember(ctx, 'me', { id });
  expect(removed.status).toBe('removed');
  expect(removed.use_returned_at).not.toBe(null);
  expect(removed.timeline.map(({ step, by, reason }) => [step, by, reason])).toEqual([
    ['use_returned', 'system', null],
    ['removed', 'distributor', null],
    ['removal_asked', 'distributor', 'Has left the company'],
    ['accepted', 'customer', null],
    ['sent', 'system', null],
    ['redeemed', 'customer', null],
  ]);
});

test('an invitation that an admin has withdrawn says so, and why', async () => {
  const { id, distributor } = await invite();
  const admin = await createUser({ role: 'ADMIN' });
  await withdrawInvitation(userCtx(admin), { invitation_id: id, reason: 'Wrong address' });
  const { timeline, status } = await getMember(userCtx(distributor), 'me', { id });
  expect(status).toBe('withdrawn');
  expect(timeline.map(({ step, by, reason }) => [step, by, reason])).toEqual([
    ['use_returned', 'system', null],
    ['withdrawn', 'staff', 'Wrong address'],
    ['redeemed', 'customer', null],
  ]);
});

test("somebody else's member answers like one that does not exist", async () => {
  const { id, email } = await invite();
  const other = userCtx(await createDistributor());
  for (const wrong of [id, 2_000_000_000])
    await expect(getMember(other, 'me', { id: wrong })).rejects.toBeInstanceOf(ResourceNotFoundError);
  await expect(getMember(other, 'all', { id })).rejects.toBeInstanceOf(PermissionDeniedError);
  const admin = userCtx(await createUser({ role: 'ADMIN' }));
  expect(await getMember(admin, 'all', { id })).toMatchObject({ id, email });
  const operator = userCtx(await createUser());
  await expect(getMember(operator, 'all', { id })).rejects.toBeInstanceOf(PermissionDeniedError);
});

test('failures to send and to remove are told with their causes', () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));
  const audit = (minute: number, action: string, after: object, userId: number | null = null) => ({
    id: BigInt(minute),
    action,
    actor: userId ? `user:${userId}` : 'system:worker',
    userId,
    after: after as never,
    createdAt: at(minute),
  });
  const timeline = memberTimeline(
    {
      created_at: at(0),
      sent_at: at(2),
      accepted_at: at(6),
      ended_at: at(9),
      use_returned_at: null,
      end_reason: 'EXPIRED',
      distributor_id: 7,
    },
    [
      audit(8, 'members.finish-removal', { status: 'ACTIVE', error: 'WORKSPACE_UNAVAILABLE' }),
      audit(7, 'members.remove-member', { status: 'REMOVING', reason: 'Left' }, 7),
      audit(6, 'members.accept-invitation', {}),
      audit(5, 'members.send-invitation-again', { outcome: 'sent' }),
      audit(4, 'members.send-invitation-again', { outcome: 'retrying', error_code: 'MAIL_FAILED' }),
      audit(3, 'members.resend-invitation', {}, 8),
      audit(2, 'members.send-invitation', { status: 'SUCCESS' }),
      audit(1, 'members.send-invitation', { status: 'PENDING', error_code: 'MAIL_FAILED' }),
    ],
  );
  expect(timeline.map(({ step, by, error_code }) => [step, by, error_code])).toEqual([
    ['membership_expired', 'system', null],
    ['removal_failed', 'system', 'WORKSPACE_UNAVAILABLE'],
    ['removal_asked', 'distributor', null],
    ['accepted', 'customer', null],
    ['resent', 'system', null],
    ['resend_failed', 'system', 'MAIL_FAILED'],
    ['resend_asked', 'staff', null],
    ['sent', 'system', null],
    ['send_failed', 'system', 'MAIL_FAILED'],
    ['redeemed', 'customer', null],
  ]);
});
