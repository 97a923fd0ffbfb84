import { beforeEach, expect, test } from 'vitest';
import { database } from '../db';
import { PermissionDeniedError, UnauthenticatedError } from '../errors';
import { expireInvitations } from '../members/expire-invitations';
import { removeMember } from '../members/remove-member';
import { withdrawInvitation } from '../members/withdraw-invitation';
import { publicCtx, testCtx, userCtx } from '../testing/database';
import {
  createCode,
  createDistributor,
  createIssuedCodes,
  createUser,
  onlyTeams,
} from '../testing/factories';
import { letExpire } from '../testing/invitations';
import { acceptAs, createMember, inviteCustomer } from '../testing/members';
import { listActivity } from './list-activity';

beforeEach(() => onlyTeams(50));

test('what customers and the distributor did, the newest first, with where it is', async () => {
  const member = await createMember();
  const ctx = userCtx(member.distributor);
  await removeMember(ctx, { email: member.email, team_id: member.team_id, reason: 'asked for it' });
  const { planId, createdAt } = await database().order.findUniqueOrThrow({ where: { id: member.order.id } });
  const plan = await database().plan.findUniqueOrThrow({ where: { id: planId ?? 0 } });
  const activity = await listActivity(ctx, 'me');
  expect(activity.map(({ kind }) => kind)).toEqual(['removed', 'accepted', 'redeemed', 'ordered']);
  const [removed, , redeemed, ordered] = activity;
  const invitation = await database().inviteRecord.findUniqueOrThrow({ where: { id: member.invitation_id } });
  const about = { invitation_id: invitation.id, email: member.email, plan_name: plan.name };
  expect(removed).toEqual({ ...about, kind: 'removed', at: invitation.endedAt?.toISOString() });
  expect(redeemed).toEqual({ ...about, kind: 'redeemed', at: invitation.createdAt.toISOString() });
  expect(ordered).toEqual({
    kind: 'ordered',
    at: createdAt.toISOString(),
    order_no: member.order.orderNo,
    code_count: 1,
    plan_name: plan.name,
  });
});

test('an acceptance is news however old its invitation is, and what ended by itself is none', async () => {
  const distributor = await createDistributor();
  const { codes, order } = await createIssuedCodes(distributor.id, { count: 13 });
  const [old, lapsed, ...others] = await Promise.all(
    codes.map((code) => inviteCustomer({ ...code, order, distributor })),
  );
  const ctx = userCtx(distributor);
  await database().inviteRecord.updateMany({
    where: { distributorId: distributor.id },
    data: { createdAt: new Date(Date.now() - 60_000) },
  });
  await letExpire(lapsed!.invitation_id);
  await expireInvitations(testCtx());
  await withdrawInvitation(ctx, { invitation_id: others[0]!.invitation_id, reason: 'a mistake' });
  await acceptAs(old!);
  const activity = await listActivity(ctx, 'me');
  expect(activity).toHaveLength(10);
  expect(activity[0]).toMatchObject({ kind: 'accepted', invitation_id: old!.invitation_id });
  expect(activity[1]).toMatchObject({ kind: 'withdrawn', invitation_id: others[0]!.invitation_id });
  expect(activity.map(({ kind }) => kind)).not.toContain('expired');
});

test('nobody else’s doings are in it', async () => {
  const { distributor } = await createCode();
  const other = await createDistributor();
  const admin = userCtx(await createUser({ role: 'ADMIN' }));
  expect(await listActivity(userCtx(other), 'me')).toEqual([]);
  expect(await listActivity(admin, distributor.id)).toHaveLength(1);
  await expect(listActivity(userCtx(other), distributor.id)).rejects.toBeInstanceOf(PermissionDeniedError);
  await expect(listActivity(publicCtx(), 'me')).rejects.toBeInstanceOf(UnauthenticatedError);
});
