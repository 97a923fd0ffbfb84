import { beforeAll, expect, test, vi } from 'vitest';
import { createApiKey } from '@/lib/accounts/create-api-key';
import { revokeApiKey } from '@/lib/accounts/revoke-api-key';
import { buyCodes } from '@/lib/codes/buy-codes';
import { database } from '@/lib/db';
import { expectDataClean } from '@/lib/monitoring/verify-data';
import { NOBODYS, OPEN, SIGNED_IN, type Asked, type Target } from '@/lib/testing/contract';
import { crowdedPlace } from '@/lib/testing/crowded-place';
import { testCtx, userCtx } from '@/lib/testing/database';
import { createDistributor, createIssuedCodes, createPlan, unique } from '@/lib/testing/factories';
import { routesOfApp, type Route } from '@/lib/testing/files-of-app';
import { arrive, sessionCookie } from '@/lib/testing/next-headers';
import { expectRefusal } from '@/lib/testing/refusals';
import { watchWrites, writesSince } from '@/lib/testing/watched-writes';

vi.mock('next/headers', () => import('@/lib/testing/next-headers'));

/** Has a test of its own beside it. */
const APART = /^\w+ \/api\/(\[\.\.\.unknown\]|auth\/)/;

const CODES: Record<number, string> = {
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'RESOURCE_NOT_FOUND',
};
const OURS = { origin: 'http://127.0.0.1:3000' };

type Place = Awaited<ReturnType<typeof crowdedPlace>>;
const routes = (await routesOfApp()).filter(({ name }) => !APART.test(name));
let place: Place;
/** Everybody who was let in once and is not any more. */
let formerly: Record<string, Record<string, string>>;

beforeAll(async () => {
  await watchWrites();
  place = await crowdedPlace();
  const { id: api_key_id, key } = await createApiKey(userCtx(place.admin), { name: 'x' });
  await revokeApiKey(userCtx(place.admin), { api_key_id });
  const disabled = await createDistributor();
  const { key: theirs } = await createApiKey(userCtx(disabled), { name: 'x' });
  const before = await sessionCookie(disabled);
  await database().user.update({ where: { id: disabled.id }, data: { isActive: false } });
  const ended = await sessionCookie(place.operator);
  await database().session.updateMany({
    where: { userId: place.operator.id },
    data: { endedAt: new Date() },
  });
  place.operator.session = await sessionCookie(place.operator);
  formerly = {
    nobody: {},
    'a revoked key': { authorization: `Bearer ${key}` },
    'a disabled user': before,
    'the key of a disabled user': { authorization: `Bearer ${theirs}` },
    'an ended session': ended,
    'a session of an older password': await sessionCookie({ ...place.admin, sessionVersion: 0 }),
    'no key at all': { ...place.admin.session, authorization: 'Bearer x' },
  };
});

/** Something of the distributor's that nobody has touched yet. */
async function fresh(name: string): Promise<Target> {
  const { mine } = place;
  const needsOrder = name.startsWith('POST /api/v1/orders');
  const [order_no] = needsOrder
    ? [(await buyCodes(userCtx(mine), { plan_id: (await createPlan()).id, quantity: 1 })).order_no]
    : mine.order_nos;
  const { id: code_id, code } = mine.codes[1]!;
  const { order } = await createIssuedCodes(mine.id);
  const payment = await database().payment.findFirstOrThrow({ where: { orderId: order.id } });
  return {
    distributor_id: mine.id,
    order_no: order_no!,
    payment_id: payment.id,
    code_id,
    code,
    email: mine.emails[1]!,
    team_id: mine.team_id,
  };
}

async function ask({ name, method, handler }: Route, asked: Asked, target: Target, headers: object) {
  const search = new URLSearchParams(asked.query?.(target)).toString();
  const purchase = name.endsWith('me/code-orders') ? { plan_id: place.mine.plan.id, quantity: 1 } : {};
  const body = method === 'GET' ? undefined : JSON.stringify(asked.body?.(target) ?? purchase);
  const from = { 'x-request-id': 'req-4711', 'x-forwarded-for': unique('ip') };
  const request = arrive(`/api/v1/walk?${search}`, { method, body, headers: { ...from, ...headers } });
  const answer = await handler(request, { params: Promise.resolve(asked.params?.(target) ?? {}) });
  expect(answer.headers.get('x-request-id')).toBe('req-4711');
  return { status: answer.status, text: await answer.text() };
}

/** A refusal in the one shape, in the language that was asked for, after which nothing is different. */
async function expectRefused(answer: { status: number; text: string }, status: number, code = CODES[status]) {
  expect(answer, answer.text).toMatchObject({ status });
  const said = JSON.parse(answer.text) as { error_code: string; message: string };
  expectRefusal(said);
  expect(said).toMatchObject({
    error_code: code,
    message: expect.stringMatching(/\p{Script=Han}/u) as string,
  });
  expect(await writesSince()).toEqual([]);
}

/** An answer without what the asker named. */
function told({ status, text }: { status: number; text: string }, { params, body }: Asked, target: Target) {
  const named = Object.values({ ...params?.(target), ...body?.(target) }).map(String);
  return `${status} ${named.reduce((said, value) => said.replaceAll(new RegExp(`"${value}"|\\b${value}\\b`, 'g'), '#'), text)}`;
}

test('every route of the contract is walked here', () => {
  expect(routes.map(({ name }) => name)).toEqual(
    Object.keys({ ...SIGNED_IN, ...OPEN }).toSorted((a, b) => a.localeCompare(b)),
  );
});

const walked = routes
  .filter(({ name }) => SIGNED_IN[name])
  .map((route) => ({ ...route, row: SIGNED_IN[route.name]! }));
const zh = { 'accept-language': 'zh-CN' };
const [reads, writes] = [true, false].map((reading) =>
  walked.filter(({ method }) => (method === 'GET') === reading),
);

test.each(walked)(
  '$name is closed to those who are not let in, or not any more',
  async ({ row, ...route }) => {
    expect.hasAssertions();
    const target = await fresh(route.name);
    await writesSince();
    for (const [, headers] of Object.entries(formerly))
      await expectRefused(await ask(route, row, target, { ...OURS, ...zh, ...headers }), 401);
  },
);

test.each(writes!)(
  '$name is written by our own pages or with a key, from nowhere else',
  async ({ row, ...route }) => {
    expect.hasAssertions();
    const target = await fresh(route.name);
    await writesSince();
    for (const origin of [undefined, 'https://evil.example', 'null'])
      for (const { session } of [place.mine, place.admin]) {
        const headers = { ...zh, ...session, ...(origin && { origin }) };
        await expectRefused(await ask(route, row, target, headers), 403, 'ORIGIN_REFUSED');
      }
  },
);

test.each(walked)(
  '$name answers each role as the table says, by cookie and by key',
  async ({ row, ...route }) => {
    const callers = [
      [place.other, row.other],
      [place.operator, row.operator],
      [place.mine, row.distributor],
      [place.admin, row.admin],
    ] as const;
    for (const [caller, status] of callers)
      for (const way of [{ ...caller.session, ...OURS }, caller.key]) {
        const target = await fresh(route.name);
        await writesSince();
        const answer = await ask(route, row, target, { ...zh, ...way });
        if (status >= 400) await expectRefused(answer, status);
        else expect(answer, `${caller.role} ${answer.text}`).toMatchObject({ status });
      }
    await expectDataClean(testCtx());
  },
);

test.each(walked.filter(({ row }) => row.unknown !== undefined))(
  '$name tells another’s thing like one that does not exist',
  async ({ row, ...route }) => {
    const target = await fresh(route.name);
    const theirs = await ask(route, row, target, place.other.key);
    const unknown = await ask(route, row, NOBODYS, place.other.key);
    expect(told(theirs, row, target)).toBe(told(unknown, row, NOBODYS));
    const status = row.admin === 403 ? 403 : row.unknown;
    expect(await ask(route, row, NOBODYS, place.admin.key)).toMatchObject({ status });
  },
);

test.each(reads!)('$name shows nobody what is another distributor’s', async ({ row, ...route }) => {
  const target = await fresh(route.name);
  const { code, email, order_no } = target;
  const marks = [place.mine.name, place.mine.email, ...place.mine.emails, ...place.mine.order_nos, code];
  const searches: Record<string, string>[] = [{}, { q: code }, { q: email }, { q: order_no }, { order_no }];
  for (const named of searches) {
    const { text } = await ask(route, { ...row, query: () => named }, target, place.other.key);
    const own = [...Object.values(named), String(row.params?.(target).order_no)];
    const seen = marks.filter((mark) => text.includes(mark) && !own.includes(mark));
    expect(seen).toEqual([]);
  }
});

test.each(routes.filter(({ name }) => OPEN[name]))('$name answers everybody alike', async (route) => {
  const row = OPEN[route.name]!;
  for (const headers of [{}, place.mine.session, place.admin.key, ...Object.values(formerly)])
    expect(await ask(route, row, NOBODYS, headers)).toMatchObject({ status: row.answers });
});
