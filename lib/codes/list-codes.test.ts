import { beforeAll, expect, test } from 'vitest';
import { DAY_MS } from '../clock';
import { database } from '../db';
import { OrderNotFoundError, PermissionDeniedError, ValidationError } from '../errors';
import { userCtx } from '../testing/database';
import { createDistributor, createIssuedCodes, createUser } from '../testing/factories';
import { createUnpaidOrder } from '../testing/payment-events';
import { getAnyCodeOrder } from './get-any-code-order';
import { getCodeOrder } from './get-code-order';
import { listAnyCodeOrders } from './list-any-code-orders';
import { listCodeOrders } from './list-code-orders';
import { listCodes } from './list-codes';
import { AnyCodeOrdersQuery, CodeOrdersQuery, CodesQuery, type CodeState } from './schema';

type Made = Awaited<ReturnType<typeof createIssuedCodes>>;

let owner: Awaited<ReturnType<typeof createDistributor>>;
let expired: Made;
let mixed: Made;
let plain: Made;

const SOON = new Date(Date.now() + DAY_MS);
const PAST = new Date(Date.now() - DAY_MS);

const list = (query: Record<string, unknown> = {}, user = owner) =>
  listCodes(userCtx(user), 'me', CodesQuery.parse(query));
const codesIn = async (query: Record<string, unknown>) => (await list(query)).items.map(({ code }) => code);

/** Moves some codes of an order, and its counter with them. */
async function move({ order, codes }: Made, seqs: number[], to: 'depleted' | 'inactive') {
  const ids = seqs.map((seq) => codes[seq - 1]!.id);
  const where = { id: { in: ids } };
  if (to === 'inactive') await database().redeemCode.updateMany({ where, data: { isActive: false } });
  else await database().redeemCode.updateMany({ where, data: { usedCount: 2 } });
  await database().codeCounter.update({
    where: { orderId: order.id },
    data: { [to]: { increment: seqs.length } },
  });
  return codes.filter(({ id }) => ids.includes(id)).map(({ code }) => code);
}

beforeAll(async () => {
  owner = await createDistributor();
  expired = await createIssuedCodes(owner.id, { count: 4, max_uses: 2, expires_at: PAST });
  mixed = await createIssuedCodes(owner.id, { count: 6, max_uses: 2, expires_at: SOON });
  plain = await createIssuedCodes(owner.id, { count: 5, max_uses: 2, expires_at: null });
  await move(expired, [1], 'depleted');
  await move(expired, [2], 'inactive');
  await move(mixed, [1, 2], 'depleted');
  await move(mixed, [3], 'inactive');
  await database().redeemCode.update({ where: { id: plain.codes[0]!.id }, data: { usedCount: 1 } });
  await createIssuedCodes((await createDistributor()).id, { count: 3 });
});

const newestFirst = (...orders: Made[]) =>
  orders.flatMap(({ codes }) => codes.map(({ code }) => code).toReversed());
const some = ({ codes }: Made, ...seqs: number[]) => seqs.map((seq) => codes[seq - 1]!.code);

test('own codes, the newest order first, with what the contract promises', async () => {
  const { items, next_cursor, previous_cursor } = await list();
  expect(items.map(({ code }) => code)).toEqual(newestFirst(plain, mixed, expired));
  expect([next_cursor, previous_cursor]).toEqual([null, null]);
  expect(items[4]).toEqual({
    id: plain.codes[0]!.id,
    code: plain.codes[0]!.code,
    state: 'active',
    used_count: 1,
    max_uses: 2,
    expires_at: null,
    is_active: true,
    order_no: plain.order.orderNo,
  });
  expect(items[5]).toMatchObject({ expires_at: SOON.toISOString() });
});

test('each code has one state: switched off before expired before used up', async () => {
  const { items } = await list();
  const states = new Map(items.map(({ code, state }) => [code, state]));
  expect(some(expired, 1, 2, 3, 4).map((code) => states.get(code))).toEqual([
    'expired',
    'inactive',
    'expired',
    'expired',
  ]);
  expect(some(mixed, 1, 2, 3, 4).map((code) => states.get(code))).toEqual([
    'depleted',
    'depleted',
    'inactive',
    'active',
  ]);
});

test.each<CodeState>(['active', 'depleted', 'expired', 'inactive'])(
  'the filter "%s" finds just the codes that say so',
  async (state) => {
    const all = (await list()).items.filter((item) => item.state === state);
    expect(all.length).toBeGreaterThan(0);
    expect((await list({ state })).items).toEqual(all);
  },
);

test('by order, by how the code begins, and by both', async () => {
  const { codes, order } = mixed;
  expect(await codesIn({ order_no: order.orderNo })).toEqual(newestFirst(mixed));
  expect(await codesIn({ order_no: 'ORD2026000000000000' })).toEqual([]);
  expect(await codesIn({ order_no: order.orderNo, state: 'depleted' })).toEqual(some(mixed, 2, 1));
  expect(await codesIn({ q: codes[2]!.code })).toEqual([codes[2]!.code]);
  expect(await codesIn({ q: codes[2]!.code.toLowerCase() })).toEqual([codes[2]!.code]);
  expect(await codesIn({ q: `ORD${order.id}_` })).toEqual(newestFirst(mixed));
  expect(await codesIn({ q: `ORD${order.id}_`, state: 'inactive' })).toEqual(some(mixed, 3));
  expect(await codesIn({ q: 'ORD' })).toEqual(newestFirst(plain, mixed, expired));
  expect(await codesIn({ q: 'RD' })).toEqual([]);
  expect(await codesIn({ q: '%' })).toEqual([]);
  expect(await codesIn({ q: '' })).toHaveLength(15);
});

test.each([1, 2, 4, 7, 15, 16])('pages of %i lead through all codes and back', async (limit) => {
  const all = newestFirst(plain, mixed, expired);
  const pages: string[][] = [];
  let page = await list({ limit });
  pages.push(page.items.map(({ code }) => code));
  while (page.next_cursor) {
    page = await list({ limit, cursor: page.next_cursor });
    pages.push(page.items.map(({ code }) => code));
  }
  expect(pages.flat()).toEqual(all);
  for (const before of pages.slice(0, -1).toReversed()) {
    page = await list({ limit, cursor: page.previous_cursor! });
    expect(page.items.map(({ code }) => code)).toEqual(before);
  }
  expect(page.previous_cursor).toBe(null);
});

test('pages of a filtered list leave nothing out', async () => {
  const first = await list({ state: 'expired', limit: 2 });
  const second = await list({ state: 'expired', limit: 2, cursor: first.next_cursor! });
  expect([...first.items, ...second.items].map(({ code }) => code)).toEqual(some(expired, 4, 3, 1));
  expect(second.next_cursor).toBe(null);
});

test('nobody sees the codes of somebody else, nor pages from them', async () => {
  const other = await createDistributor();
  expect((await list({ q: plain.codes[0]!.code }, other)).items).toEqual([]);
  expect((await list({ order_no: plain.order.orderNo }, other)).items).toEqual([]);
  const { next_cursor } = await list({ limit: 1 });
  await expect(list({ cursor: next_cursor! }, other)).rejects.toThrow(ValidationError);
  await expect(list({}, (await createUser({ role: 'ADMIN' })) as typeof owner)).rejects.toThrow(
    PermissionDeniedError,
  );
});

test("the order that is being issued or was bought is its buyer's alone", async () => {
  const { order_no, buyer } = await createUnpaidOrder({ name: 'Team plan', price: '20.00' }, 2);
  expect(await getCodeOrder(userCtx(buyer), { order_no })).toMatchObject({
    order_no,
    status: 'pending',
    payment_status: 'unpaid',
    fulfillment_status: 'pending',
    delivered_count: 0,
    expected_count: 20,
    fulfillment_error: null,
    fulfillment_attempts: 0,
    plan_name: 'Team plan',
    quantity: 2,
    total_amount: '40.00',
    currency: 'CNY',
    paid_at: null,
  });
  await expect(getCodeOrder(userCtx(owner), { order_no })).rejects.toThrow(OrderNotFoundError);
  await expect(getCodeOrder(userCtx(buyer), { order_no: 'ORD2026000000000000' })).rejects.toThrow(
    OrderNotFoundError,
  );
  await expect(getAnyCodeOrder(userCtx(buyer), { order_no })).rejects.toThrow(PermissionDeniedError);
  const admin = await createUser({ role: 'ADMIN' });
  await expect(getCodeOrder(userCtx(admin), { order_no })).rejects.toThrow(PermissionDeniedError);
  expect(await getAnyCodeOrder(userCtx(admin), { order_no })).toMatchObject({
    order_no,
    buyer: { id: buyer.id, email: buyer.email },
  });
});

test('orders are listed to their buyer, and all of them to staff', async () => {
  const mine = await listCodeOrders(userCtx(owner), 'me', CodeOrdersQuery.parse({ limit: 2 }));
  expect(mine.items.map(({ order_no }) => order_no)).toEqual([plain.order.orderNo, mixed.order.orderNo]);
  const rest = await listCodeOrders(
    userCtx(owner),
    'me',
    CodeOrdersQuery.parse({ limit: 2, cursor: mine.next_cursor }),
  );
  expect(rest.items.map(({ order_no }) => order_no)).toEqual([expired.order.orderNo]);
  const operator = userCtx(await createUser());
  const all = await listAnyCodeOrders(operator, AnyCodeOrdersQuery.parse({ email: owner.email }));
  expect(all.items.map(({ order_no }) => order_no)).toEqual(
    [plain, mixed, expired].map(({ order }) => order.orderNo),
  );
  const { order_no } = await createUnpaidOrder();
  const unpaid = await listAnyCodeOrders(operator, AnyCodeOrdersQuery.parse({ payment_status: 'unpaid' }));
  expect(unpaid.items[0]).toMatchObject({ order_no });
  await expect(listAnyCodeOrders(userCtx(owner), AnyCodeOrdersQuery.parse({}))).rejects.toThrow(
    PermissionDeniedError,
  );
});
