import { beforeAll, expect, test } from 'vitest';
import { database } from '../db';
import { PermissionDeniedError, RateLimitedError, UnauthenticatedError } from '../errors';
import { publicCtx, testCtx, userCtx } from '../testing/database';
import { createDistributor, createIssuedCodes, createTeam, createUser, unique } from '../testing/factories';
import { invite } from '../testing/invitations';
import { findAnything } from './find-anything';
import { FindQuery, type Found } from './schema';

type Person = Parameters<typeof userCtx>[0];

let mine: Awaited<ReturnType<typeof openShop>>;
let other: typeof mine;
let admin: Person;
let operator: Person;

async function openShop() {
  const person = await createDistributor();
  const { order, codes, plan } = await createIssuedCodes(person.id, { count: 7 });
  await createTeam();
  const inOrder = codes.toSorted((one, two) => (one.code < two.code ? -1 : 1));
  const { id, email } = await invite({}, inOrder[0]);
  return { person, order, plan, codes: inOrder.map(({ code }) => code), email, invitationId: id };
}

beforeAll(async () => {
  [mine, other] = [await openShop(), await openShop()];
  [admin, operator] = [await createUser({ role: 'ADMIN' }), await createUser()];
});

const find = async (who: Person, q: string) =>
  (await findAnything(userCtx(who), FindQuery.parse({ q }))).items;
const kinds = (items: Found[]) => items.map(({ kind }) => kind);

test('a distributor finds an order, a code and a customer of its own', async () => {
  const { person, order, plan, codes, email, invitationId } = mine;
  const found: Found = {
    kind: 'order',
    order_no: order.orderNo,
    buyer: person.name,
    plan_name: plan.name,
    status: 'completed',
  };
  expect(await find(person, order.orderNo)).toEqual([found]);
  expect(await find(person, order.orderNo.slice(0, -1).toLowerCase())).toEqual([found]);
  expect(await find(person, order.orderNo.slice(3))).toEqual([found]);
  expect(await find(person, codes[3]!.toLowerCase())).toEqual([
    {
      kind: 'code',
      code: codes[3],
      order_no: order.orderNo,
      distributor_id: person.id,
      state: 'active',
    },
  ]);
  expect(await find(person, ` ${email.toUpperCase()} `)).toEqual([
    { kind: 'member', id: invitationId, email, distributor: person.name, state: 'invited' },
  ]);
});

test('at most five of a kind, in their order', async () => {
  const found = await find(mine.person, `ORD${mine.order.id}_`);
  expect(found.map((item) => item.kind === 'code' && item.code)).toEqual(mine.codes.slice(0, 5));
});

test('nothing of another distributor is found, whatever is asked for', async () => {
  const { order, codes, email, person } = other;
  const questions = [order.orderNo, codes[0]!, `ORD${order.id}_`, email, person.email, person.name];
  for (const q of questions) expect(await find(mine.person, q), q).toEqual([]);
  // The same questions find something for whoever may see it.
  for (const q of questions) expect((await find(admin, q)).length, q).toBeGreaterThan(0);
  // A beginning that is shared finds only one's own.
  const shared = await find(mine.person, 'ORD2000');
  expect(shared.map((item) => item.kind === 'order' && item.order_no)).toEqual([mine.order.orderNo]);
});

test('an operator finds orders and codes, and no people', async () => {
  expect(kinds(await find(operator, mine.order.orderNo))).toEqual(['order']);
  expect(kinds(await find(operator, mine.codes[0]!))).toEqual(['code']);
  for (const q of [mine.email, mine.person.email, mine.person.name])
    expect(await find(operator, q)).toEqual([]);
});

test('an admin finds people by their email or how their name begins, and distributors as such', async () => {
  const { person, email } = mine;
  const shop = {
    kind: 'distributor',
    id: person.id,
    name: person.name,
    email: person.email,
    state: 'active',
  };
  expect(await find(admin, person.email)).toEqual([shop]);
  expect(await find(admin, person.name.slice(0, -2).toUpperCase())).toEqual([shop]);
  expect(kinds(await find(admin, email))).toEqual(['member']);
  const invited = await createUser({ name: unique('Ida'), passwordHash: null });
  expect(await find(admin, invited.name)).toMatchObject([{ kind: 'user', id: invited.id, state: 'invited' }]);
  await database().user.update({ where: { id: invited.id }, data: { isActive: false } });
  expect(await find(admin, invited.email)).toMatchObject([{ kind: 'user', state: 'disabled' }]);
});

test('signs that mean something to patterns are signs like any other', async () => {
  const odd = await createUser({ name: `50%_off\\ ${unique('shop')}` });
  expect(await find(admin, '50%_off\\ ')).toMatchObject([{ id: odd.id }]);
  for (const q of [
    '%',
    '_',
    'ORD%',
    'ORD____',
    'ORD2000%',
    '\\',
    "'; --",
    `${mine.codes[0]!.slice(0, -1)}%`,
    '用户',
    '😀',
    '@',
    '%@%',
  ])
    expect(await find(admin, q), q).toEqual([]);
  expect(await find(admin, 'ORD99999999999_A')).toEqual([]);
  expect(await find(admin, '9'.repeat(254))).toEqual([]);
});

test.each([
  ['nothing', undefined],
  ['blanks', '   '],
  ['NUL', 'a\0b'],
  ['half a character', '\ud800'],
  ['10,000 characters', 'a'.repeat(10_000)],
  ['a list', ['a', 'b']],
])('%s is no question', (_, q) => {
  expect(FindQuery.safeParse({ q }).success).toBe(false);
});

test('whoever is not signed in finds nothing, nor does the house itself', async () => {
  await expect(findAnything(publicCtx(), { q: mine.email })).rejects.toThrow(UnauthenticatedError);
  await expect(findAnything(testCtx(), { q: mine.email })).rejects.toThrow(PermissionDeniedError);
});

test('nobody asks faster than people type', async () => {
  const fast = await createUser();
  await database().$executeRaw`
    INSERT INTO rate_limits (key, points, expire)
    VALUES (${`find.user:${fast.id}`}, 240, ${BigInt(Date.now() + 60_000)})`;
  await expect(find(fast, 'ORD2000')).rejects.toThrow(RateLimitedError);
  expect(kinds(await find(admin, mine.order.orderNo))).toEqual(['order']);
});
