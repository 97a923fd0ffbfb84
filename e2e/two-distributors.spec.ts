import type { Page } from '@playwright/test';
import { createApiKey } from '../lib/accounts/create-api-key';
import { buyCodes } from '../lib/codes/buy-codes';
import { database } from '../lib/db';
import { acceptInvitation } from '../lib/members/accept-invitation';
import { invitationToken } from '../lib/members/invitation-token';
import { redeemCode } from '../lib/members/redeem-code';
import { publicCtx, userCtx } from '../lib/testing/database';
import * as arrange from '../lib/testing/factories';
import { addressOf, filesOfApp } from '../lib/testing/files-of-app';
import { expect, test } from './fixtures';
import { deliveryOf } from './page-things';

type Shop = Awaited<ReturnType<typeof openShop>>;

/** What a request is about: somebody's, or nobody's at all. */
type Target = {
  order_no: string;
  invitation_id: number;
  mail_id: number;
  delivery_id: number;
  code: string;
  email: string;
};

type Asked = {
  params?: (target: Target) => Record<string, string | number>;
  query?: (target: Target) => Record<string, string | number>;
};

/** Shows nothing of another distributor, whatever is asked for. */
type List = { list: Asked[] };
/** Answers for another's thing as for one that does not exist. */
type Foreign = { foreign: Asked };

const order = { params: ({ order_no }: Target) => ({ order_no }) };
const searches: Asked[] = [
  {},
  { query: ({ code }) => ({ q: code }) },
  { query: ({ email }) => ({ q: email }) },
  { query: ({ order_no }) => ({ order_no }) },
];

const PAGES: Record<string, List | Foreign> = {
  '/account': { list: [{}] },
  '/account/api-keys': { list: [{}] },
  '/brand': { list: [{}] },
  '/codes': { list: searches },
  '/dashboard': { list: [{}] },
  '/members': { list: searches },
  '/members/[id]': { foreign: { params: ({ invitation_id }) => ({ id: invitation_id }) } },
  '/orders': { list: searches },
  '/orders/[order_no]': { foreign: order },
  '/outbox': { list: searches },
  '/outbox/[id]': { foreign: { params: ({ mail_id }) => ({ id: mail_id }) } },
  '/webhooks': { list: [{}] },
  '/webhooks/deliveries/[id]': { foreign: { params: ({ delivery_id }) => ({ id: delivery_id }) } },
};

/** A distributor with codes, orders, an invitation, a member, mails and a key. */
async function openShop() {
  const person = await arrange.createDistributor();
  const ctx = userCtx(person);
  const {
    codes,
    order: issued,
    plan,
  } = await arrange.createIssuedCodes(person.id, { count: 2, max_uses: 5 });
  const emails = [`${arrange.unique('customer')}@example.com`, `${arrange.unique('customer')}@example.com`];
  for (const email of emails)
    await expect(async () => {
      // Another journey may fill or close every team at this moment.
      await arrange.createTeam({ capacity: 50 });
      await redeemCode(publicCtx(), { code: codes[0]!.code, email });
    }).toPass();
  const [invited, member] = await database().inviteRecord.findMany({
    where: { distributorId: person.id },
    orderBy: { id: 'asc' },
  });
  await acceptInvitation(publicCtx(), { token: invitationToken(member!.id, member!.tokenNonce) });
  const mail = await database().mail.create({
    data: {
      distributorId: person.id,
      recipient: emails[0]!,
      subject: arrange.unique('Subject'),
      body: arrange.unique('body'),
      key: arrange.unique('key'),
    },
  });
  const delivery = await deliveryOf(person, `http://127.0.0.1:9/${arrange.unique('hook')}`);
  const open = await buyCodes(ctx, { plan_id: (await arrange.createPlan()).id, quantity: 1 });
  const key = arrange.unique('key');
  await createApiKey(ctx, { name: key });
  const target = (row: typeof invited, orderNo: string): Target => ({
    order_no: orderNo,
    invitation_id: row!.id,
    mail_id: mail.id,
    delivery_id: delivery.id,
    code: codes[0]!.code,
    email: row!.email,
  });
  return {
    person,
    targets: [target(invited, open.order_no), target(member, issued.orderNo)],
    /** What nobody else may read anywhere. */
    marks: [
      person.name,
      person.email,
      ...emails,
      ...codes.map(({ code }) => code),
      issued.orderNo,
      open.order_no,
      plan.name,
      mail.subject,
      delivery.url,
      key,
    ],
  };
}

const NOBODYS: Target = {
  order_no: 'ORD1999010100000001',
  invitation_id: 2_000_000_003,
  mail_id: 2_000_000_004,
  delivery_id: 2_000_000_006,
  code: 'ORD2000000005_ZZZZZZZZ',
  email: 'nobody-at-all@example.com',
};

function addressFor(path: string, { params, query }: Asked, target: Target) {
  const filled = Object.entries(params?.(target) ?? {}).reduce(
    (at, [name, value]) => at.replace(`[${name}]`, String(value)),
    path,
  );
  const search = new URLSearchParams(
    Object.entries(query?.(target) ?? {}).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
  return search ? `${filled}?${search}` : filled;
}

const marksIn = (text: string, { marks }: Shop) => marks.filter((mark) => text.includes(mark));

test('every page of a distributor is walked here', () => {
  const pages = filesOfApp('page.tsx').filter((file) => /^app\/\((distributor|account)\)\//.test(file));
  expect(pages.map(addressOf).toSorted()).toEqual(Object.keys(PAGES).toSorted());
});

test('two distributors side by side see nothing of each other', async ({ page, signInAs, context }) => {
  test.slow();
  const shops = [await openShop(), await openShop()] as const;
  for (const [mine, other] of [shops, shops.toReversed() as [Shop, Shop]]) {
    await context.clearCookies();
    await signInAs(mine.person);
    for (const [path, rule] of Object.entries(PAGES)) {
      if ('list' in rule) await expectNothingOf(other, page, path, rule);
      else await expectMissing(other, page, path, rule);
    }
  }
  for (const { person, targets } of shops) await expectUntouched(person.id, targets);
});

async function expectNothingOf(other: Shop, page: Page, path: string, { list }: List) {
  for (const asked of list)
    for (const target of other.targets) {
      const address = addressFor(path, asked, target);
      const answer = await page.request.get(address);
      expect(answer.status(), address).toBe(200);
      // What was asked for stands in the field in which it was asked.
      const own = Object.values(asked.query?.(target) ?? {}).map(String);
      const seen = marksIn(await answer.text(), other).filter((mark) => !own.includes(mark));
      expect(seen, address).toEqual([]);
    }
}

async function expectMissing(other: Shop, page: Page, path: string, { foreign }: Foreign) {
  for (const target of [NOBODYS, ...other.targets]) {
    const answer = await page.request.get(addressFor(path, foreign, target));
    expect(answer.status(), path).toBe(404);
    if (target !== NOBODYS) {
      const seen = marksIn(await answer.text(), other).filter((mark) => mark !== target.order_no);
      expect(seen, path).toEqual([]);
    }
  }
}

/** What the other tried has changed nothing. */
async function expectUntouched(distributorId: number, targets: Target[]) {
  const db = database();
  expect(await db.inviteRecord.count({ where: { distributorId, endedAt: null } })).toBe(2);
  expect(await db.redeemCode.count({ where: { createdBy: distributorId, isActive: true } })).toBe(2);
  const orders = await db.order.findMany({
    where: { orderNo: { in: targets.map(({ order_no }) => order_no) } },
    include: { payments: true },
  });
  expect(orders.map(({ status }) => status).toSorted()).toEqual(['COMPLETED', 'PENDING']);
  expect(orders.map(({ payments }) => payments.length)).toEqual([1, 1]);
}
