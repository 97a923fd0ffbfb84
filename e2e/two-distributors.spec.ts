import type { APIResponse, Page } from '@playwright/test';
import { createApiKey } from '../lib/accounts/create-api-key';
import { buyCodes } from '../lib/codes/buy-codes';
import { database } from '../lib/db';
import { acceptInvitation } from '../lib/members/accept-invitation';
import { invitationToken } from '../lib/members/invitation-token';
import { redeemCode } from '../lib/members/redeem-code';
import { publicCtx, userCtx } from '../lib/testing/database';
import * as arrange from '../lib/testing/factories';
import { appUrl } from './app-under-test';
import { expect, test } from './fixtures';
import { distributorPagesOnDisk, routesOnDisk } from './routes-on-disk';

type Shop = Awaited<ReturnType<typeof openShop>>;

/** What a request is about: somebody's, or nobody's at all. */
type Target = {
  distributor_id: number;
  order_no: string;
  code_id: number;
  invitation_id: number;
  mail_id: number;
  code: string;
  email: string;
  team_id: number;
};

type Asked = {
  params?: (target: Target) => Record<string, string | number>;
  query?: (target: Target) => Record<string, string | number>;
  body?: (target: Target) => object;
};

/** Shows nothing of another distributor, whatever is asked for. */
type List = { list: Asked[] };
/** Answers for another's thing as for one that does not exist. */
type Foreign = { foreign: Asked };
/** Uses no distributor's rights. */
type Open = { open: string };

const order = { params: ({ order_no }: Target) => ({ order_no }) };
const byDistributor = { params: ({ distributor_id }: Target) => ({ id: distributor_id }) };
const byCode = { params: ({ code_id }: Target) => ({ id: code_id }) };
const searches: Asked[] = [
  {},
  { query: ({ code }) => ({ q: code }) },
  { query: ({ email }) => ({ q: email }) },
  { query: ({ order_no }) => ({ order_no }) },
];

/** The same question where there is one field for everything. */
const anyWord = ({ query }: Asked): Asked => ({
  query: (target) => ({ q: Object.values(query?.(target) ?? {})[0] ?? '' }),
});

const ROUTES: Record<string, List | Foreign | Open> = {
  'GET /api/v1/distributors/[id]/codes': { foreign: byDistributor },
  'GET /api/v1/distributors/[id]/members': { foreign: byDistributor },
  'GET /api/v1/distributors/[id]/plan-sales': { foreign: byDistributor },
  'GET /api/v1/distributors/[id]/sales': { foreign: byDistributor },
  'GET /api/v1/distributors/[id]/sales-trend': { foreign: byDistributor },
  'GET /api/v1/distributors/[id]/summary': { foreign: byDistributor },
  'GET /api/v1/distributors/me/code-orders': { list: searches },
  'GET /api/v1/distributors/me/code-orders/[order_no]': { foreign: order },
  'GET /api/v1/distributors/me/codes': { list: searches },
  'GET /api/v1/distributors/me/members': { list: searches },
  'GET /api/v1/distributors/me/plan-sales': { list: [{}] },
  'GET /api/v1/distributors/me/sales': { list: [{}] },
  'GET /api/v1/distributors/me/sales-trend': { list: [{}] },
  'GET /api/v1/distributors/me/summary': { list: [{}] },
  'GET /api/v1/orders/[order_no]/payment-status': { foreign: order },
  'GET /api/v1/plans': { open: 'what is sold to everybody' },
  'GET /api/v1/search': { list: searches.slice(1).map(anyWord) },
  'POST /api/v1/distributors/me/code-orders': { open: 'makes an order of one’s own' },
  'POST /api/v1/distributors/me/codes/[id]/disable': { foreign: byCode },
  'POST /api/v1/distributors/me/codes/[id]/enable': { foreign: byCode },
  'POST /api/v1/distributors/me/members/remove': {
    foreign: { body: ({ email, team_id }) => ({ email, team_id, reason: 'Not mine' }) },
  },
  'POST /api/v1/orders/[order_no]/cancel': { foreign: { ...order, body: () => ({ reason: 'Not mine' }) } },
  'POST /api/v1/orders/[order_no]/payments': { foreign: order },
  'POST /api/v1/payments/[provider]/notify': { open: 'signed by the provider' },
  'POST /api/v1/public/invitations/[token]/accept': { open: 'whoever holds the token' },
  'POST /api/v1/public/redeem': { open: 'whoever holds the code' },
};

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
  const open = await buyCodes(ctx, { plan_id: (await arrange.createPlan()).id, quantity: 1 });
  const key = arrange.unique('key');
  await createApiKey(ctx, { name: key });
  const target = (row: typeof invited, orderNo: string): Target => ({
    distributor_id: person.id,
    order_no: orderNo,
    code_id: codes[0]!.id,
    invitation_id: row!.id,
    mail_id: mail.id,
    code: codes[0]!.code,
    email: row!.email,
    team_id: row!.teamId,
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
      key,
    ],
  };
}

const NOBODYS: Target = {
  distributor_id: 2_000_000_001,
  order_no: 'ORD1999010100000001',
  code_id: 2_000_000_002,
  invitation_id: 2_000_000_003,
  mail_id: 2_000_000_004,
  code: 'ORD2000000005_ZZZZZZZZ',
  email: 'nobody-at-all@example.com',
  team_id: 2_000_000_006,
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

function send(page: Page, method: string, path: string, asked: Asked, target: Target): Promise<APIResponse> {
  return page.request.fetch(addressFor(path, asked, target), {
    method,
    headers: { origin: appUrl() },
    ...(asked.body && { data: asked.body(target) }),
  });
}

/** An answer without what the asker named. */
async function told(answer: APIResponse, { params, body }: Asked, target: Target) {
  const named = Object.values({ ...params?.(target), ...body?.(target) }).map(String);
  const text = named.reduce((said, value) => said.replaceAll(`"${value}"`, '"#"'), await answer.text());
  const numbered = named.reduce(
    (said, value) => said.replaceAll(new RegExp(`:${value}\\b`, 'g'), ':"#"'),
    text,
  );
  return `${answer.status()} ${numbered}`;
}

const marksIn = (text: string, { marks }: Shop) => marks.filter((mark) => text.includes(mark));

test('every route and every page of a distributor is walked here', () => {
  expect(routesOnDisk()).toEqual(Object.keys(ROUTES).toSorted());
  expect(distributorPagesOnDisk()).toEqual(Object.keys(PAGES).toSorted());
});

test('two distributors side by side see nothing of each other', async ({ page, signInAs, context }) => {
  test.slow();
  const shops = [await openShop(), await openShop()] as const;
  for (const [mine, other] of [shops, shops.toReversed() as [Shop, Shop]]) {
    await context.clearCookies();
    await signInAs(mine.person);
    for (const [route, rule] of Object.entries(ROUTES)) {
      const [method = '', path = ''] = route.split(' ');
      if ('list' in rule) await expectNothingOf(other, page, path, rule);
      else if ('foreign' in rule) await expectUnknown(other, page, method, path, rule);
    }
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
      if (own.length > 0 && path.startsWith('/api/')) expect(await itemsOf(answer), address).toEqual([]);
    }
}

/** A filter that the route does not know leaves one's own things in the list. */
async function itemsOf(answer: APIResponse) {
  const { items } = (await answer.json()) as { items: object[] };
  const url = new URL(answer.url());
  const known = KNOWN_FILTERS[url.pathname] ?? [];
  return [...url.searchParams.keys()].some((name) => known.includes(name)) ? items : [];
}

const KNOWN_FILTERS: Record<string, string[]> = {
  '/api/v1/distributors/me/codes': ['q', 'order_no'],
  '/api/v1/distributors/me/code-orders': ['order_no'],
  '/api/v1/distributors/me/members': ['q'],
  '/api/v1/search': ['q'],
};

async function expectUnknown(other: Shop, page: Page, method: string, path: string, { foreign }: Foreign) {
  const unknown = await told(await send(page, method, path, foreign, NOBODYS), foreign, NOBODYS);
  expect(unknown, path).toMatch(/^40[34] |"exists":false/);
  for (const target of other.targets)
    expect(await told(await send(page, method, path, foreign, target), foreign, target), path).toBe(unknown);
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
