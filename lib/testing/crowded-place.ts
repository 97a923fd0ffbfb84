import { passwordToken } from '../accounts/password-token';
import { createApiKey } from '../accounts/create-api-key';
import { buyCodes } from '../codes/buy-codes';
import { database } from '../db';
import { acceptInvitation } from '../members/accept-invitation';
import { invitationToken } from '../members/invitation-token';
import { redeemCode } from '../members/redeem-code';
import { publicCtx, userCtx } from './database';
import {
  createDistributor,
  createIssuedCodes,
  createPlan,
  createTeam,
  createUser,
  TEST_PASSWORD,
  unique,
} from './factories';
import { sessionCookie } from './next-headers';
import { pngOf } from './pictures';
import type { Known } from './values-of-schema';

type Person = Awaited<ReturnType<typeof createUser>>;

/** How somebody comes: with a cookie of one of our own pages, or with a key from anywhere. */
async function waysIn(person: Person) {
  const { id: api_key_id, key } = await createApiKey(userCtx(person), { name: unique('key') });
  const session = await sessionCookie(person);
  return { session, key: { authorization: `Bearer ${key}` }, api_key_id };
}

/** A distributor with issued codes, an open order, somebody invited and a member. */
async function openShop() {
  const person = await createDistributor();
  const { codes, order, plan } = await createIssuedCodes(person.id, { count: 4, max_uses: 3 });
  const emails = ['invited', 'member'].map((name) => `${unique(name)}@example.com`);
  for (const email of emails) await redeemCode(publicCtx(), { code: codes[0]!.code, email });
  const [invited, member] = await database().inviteRecord.findMany({
    where: { distributorId: person.id },
    orderBy: { id: 'asc' },
  });
  const tokens = [invited!, member!].map((row) => invitationToken(row.id, row.tokenNonce));
  await acceptInvitation(publicCtx(), { token: tokens[1]! });
  const open = await buyCodes(userCtx(person), { plan_id: (await createPlan()).id, quantity: 1 });
  const { reference } = await database().payment.findUniqueOrThrow({ where: { id: open.payment_id } });
  const ways = await waysIn(person);
  const sessions = await database().session.findMany({ where: { userId: person.id } });
  return {
    ...person,
    ...ways,
    codes,
    emails,
    tokens,
    reference,
    plan,
    team_id: member!.teamId,
    invitation_ids: [invited!.id, member!.id],
    order_nos: [open.order_no, order.orderNo],
    session_ids: sessions.map(({ id }) => id),
  };
}

/** Two distributors side by side, the people of the house, and everything that any of them could name. */
export async function crowdedPlace() {
  await createTeam({ capacity: 50 });
  const [mine, other] = [await openShop(), await openShop()];
  const [admin, operator, staff] = [
    await createUser({ role: 'ADMIN' }),
    await createUser({ role: 'OPERATOR' }),
    await createUser({ role: 'OPERATOR' }),
  ];
  const [asAdmin, asOperator] = [await waysIn(admin), await waysIn(operator)];
  const alert = await database().alert.create({
    data: { rule: 'codes.issue_failed', key: mine.order_nos[0]!, facts: {} },
  });
  const shops = [mine, other];
  const codes = shops.flatMap((shop) => shop.codes);
  const ids = [...codes.map(({ id }) => id), mine.id, other.id];
  const owners = [mine.id, other.id];
  const emails = shops.flatMap((shop) => [...shop.emails, shop.email]);
  const known = {
    id: ids,
    ids,
    whose: ['me', ...owners],
    distributor_id: owners,
    user_id: [...owners, staff.id],
    plan_id: [mine.plan.id, other.plan.id],
    version: [mine.plan.updatedAt.toISOString(), 1],
    team_id: [mine.team_id],
    invitation_id: shops.flatMap((shop) => shop.invitation_ids),
    api_key_id: [mine.api_key_id, other.api_key_id, asAdmin.api_key_id],
    session_id: shops.flatMap((shop) => shop.session_ids),
    alert_id: [alert.id],
    order_no: shops.flatMap((shop) => shop.order_nos),
    code: codes.map(({ code }) => code),
    email: [...emails, staff.email, `${unique('new')}@example.com`, 'İ@example.com'],
    slug: [mine.distributor.slug, unique('shop')],
    token: [
      ...shops.flatMap((shop) => shop.tokens),
      ...[mine, staff].map((person) => passwordToken(person, 'reset', new Date()).token),
    ],
    reference: shops.map((shop) => shop.reference),
    provider: ['sandbox'],
    password: [TEST_PASSWORD],
    current_password: [TEST_PASSWORD],
    q: [...emails, ...codes.map(({ code }) => code)],
    bytes: [pngOf(40, 40), pngOf(10, 10), new Uint8Array(), Buffer.from('GIF89a')],
  } satisfies Known;
  const callers: Record<string, Record<string, string>> = {
    nobody: {},
    distributor: mine.session,
    'distributor, by key': mine.key,
    'other distributor': other.session,
    operator: asOperator.session,
    admin: asAdmin.session,
    'admin, by key': asAdmin.key,
  };
  return {
    mine,
    other,
    admin: { ...admin, ...asAdmin },
    operator: { ...operator, ...asOperator },
    known,
    callers,
  };
}
