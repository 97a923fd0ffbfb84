import { expect, test } from 'vitest';
import { database } from '../db';
import { AppError, PermissionDeniedError, ResourceNotFoundError } from '../errors';
import { redeemCode } from '../members/redeem-code';
import { expectDataClean } from '../monitoring/verify-data';
import { atOnce, outcomes, publicCtx, testCtx, userCtx } from '../testing/database';
import { createDistributor, createIssuedCodes, createTeam, createUser, unique } from '../testing/factories';
import { until } from '../testing/until';
import { countCodes } from './count-codes';
import { disableUnusedCodes } from './disable-unused-codes';
import { CODE_STATES, CodesQuery } from './schema';
import { switchCode } from './switch-code';
import { switchCodes } from './switch-codes';

const redeem = (code: string) =>
  redeemCode(publicCtx(), { code, email: `${unique('customer')}@example.com` });
const counted = (orderId: number) => database().codeCounter.findUniqueOrThrow({ where: { orderId } });
const words = (results: { outcome: string }[]) => results.map(({ outcome }) => outcome);

async function withCodes(terms: Parameters<typeof createIssuedCodes>[1]) {
  const owner = await createDistributor();
  const { order, codes } = await createIssuedCodes(owner.id, terms);
  const ids = codes.map(({ id }) => id);
  const set = (active: boolean, of = ids) => switchCodes(userCtx(owner), 'me', { ids: of, active });
  return { owner, order, codes, ids, set };
}

test('off and on again, counted and audited code by code', async () => {
  const { owner, order, codes, ids, set } = await withCodes({ count: 3 });
  expect(await set(false, ids.slice(0, 2))).toEqual(
    codes.slice(0, 2).map(({ id, code }) => ({ id, code, outcome: 'switched' })),
  );
  expect(await counted(order.id)).toMatchObject({ total: 3, inactive: 2 });
  await expect(redeem(codes[0]!.code)).rejects.toMatchObject({ errorCode: 'CODE_INACTIVE' });
  expect(words(await set(false))).toEqual(['unchanged', 'unchanged', 'switched']);
  expect(words(await set(true))).toEqual(['switched', 'switched', 'switched']);
  expect(words(await set(true))).toEqual(['unchanged', 'unchanged', 'unchanged']);
  expect(await counted(order.id)).toMatchObject({ total: 3, inactive: 0 });
  const audited = await database().auditEntry.findMany({
    where: { action: 'codes.switch-codes', entity: 'code', entityId: String(ids[0]) },
    orderBy: { id: 'asc' },
  });
  const { code } = codes[0]!;
  expect(audited.map(({ after, userId }) => ({ after, userId }))).toEqual([
    { after: { code, is_active: false }, userId: owner.id },
    { after: { code, is_active: true }, userId: owner.id },
  ]);
  await expectDataClean(testCtx());
});

test('what is refused leaves no trace, not even the key it came under', async () => {
  const [{ codes }, stranger] = [await withCodes({ count: 1 }), await createDistributor()];
  const key = unique('key');
  const asked = { id: codes[0]!.id, active: false };
  await expect(switchCode(userCtx(stranger, key), 'me', asked)).rejects.toThrow(ResourceNotFoundError);
  expect(await database().idempotencyKey.count({ where: { key } })).toBe(0);
});

test('a code that is used up is counted as off while it is off, and as used up again after', async () => {
  await createTeam({ capacity: 5 });
  const { owner, order, codes, set } = await withCodes({ count: 2 });
  await redeem(codes[0]!.code);
  await set(false);
  expect(await counted(order.id)).toMatchObject({ inactive: 2, depleted: 0 });
  await expectDataClean(testCtx());
  await set(true);
  expect(await counted(order.id)).toMatchObject({ inactive: 0, depleted: 1 });
  await expectDataClean(testCtx());
  const counts = async () =>
    Promise.all(CODE_STATES.map((state) => countCodes(userCtx(owner), 'me', CodesQuery.parse({ state }))));
  expect(await counts()).toEqual([1, 1, 0, 0]);
  const ended = new Date(Date.now() - 1000);
  await database().redeemCode.updateMany({ where: { orderId: order.id }, data: { expiresAt: ended } });
  await database().codeCounter.update({ where: { orderId: order.id }, data: { expiresAt: ended } });
  await database().order.update({ where: { id: order.id }, data: { codesExpireAt: ended } });
  expect(await counts()).toEqual([0, 0, 2, 0]);
  await set(false, [codes[0]!.id]);
  expect(await counts()).toEqual([0, 0, 1, 1]);
  expect(await countCodes(userCtx(owner), 'me', CodesQuery.parse({ q: 'ORD' }))).toBe(null);
  await expectDataClean(testCtx());
});

test('somebody else’s codes are not there', async () => {
  const { ids, order, codes, owner } = await withCodes({ count: 2 });
  const other = await createDistributor();
  const both = { ids, active: false };
  expect(await switchCodes(userCtx(other), 'me', both)).toEqual(
    ids.map((id) => ({ id, code: null, outcome: 'not_found' })),
  );
  await expect(switchCode(userCtx(other), 'me', { id: ids[0]!, active: false })).rejects.toThrow(
    ResourceNotFoundError,
  );
  await expect(switchCodes(userCtx(owner), other.id, both)).rejects.toThrow(PermissionDeniedError);
  const admin = userCtx(await createUser({ role: 'ADMIN' }));
  expect(words(await switchCodes(admin, other.id, both))).toEqual(['not_found', 'not_found']);
  await expect(switchCodes(admin, 'me', both)).rejects.toThrow(PermissionDeniedError);
  const operator = userCtx(await createUser({ role: 'OPERATOR' }));
  await expect(switchCodes(operator, owner.id, both)).rejects.toThrow(PermissionDeniedError);
  expect(await counted(order.id)).toMatchObject({ inactive: 0 });
  expect(await switchCode(admin, owner.id, { id: ids[0]!, active: false })).toMatchObject({
    code: codes[0]!.code,
    state: 'inactive',
    is_active: false,
    order_no: order.orderNo,
  });
  expect(words(await switchCodes(admin, owner.id, both))).toEqual(['unchanged', 'switched']);
});

test('under one key it is done once, and asked again it says the same', async () => {
  const { owner, ids } = await withCodes({ count: 2 });
  const send = () => switchCodes(userCtx(owner, 'key-1'), 'me', { ids, active: false });
  const first = await send();
  expect(await send()).toEqual(first);
  expect(words(first)).toEqual(['switched', 'switched']);
});

test.each([1, 2, 3])('disable, enable and redeem at once leave every count right, round %i', async () => {
  await createTeam({ capacity: 200 });
  const owner = await createDistributor();
  const orders = [];
  for (let i = 0; i < 3; i += 1) orders.push(await createIssuedCodes(owner.id, { count: 4, max_uses: 3 }));
  const codes = orders.flatMap((made) => made.codes);
  const ids = codes.map(({ id }) => id);
  const shuffled = (by: number) => [...ids.slice(by), ...ids.slice(0, by)];
  const { errors } = outcomes(
    await atOnce(60, async (index) => {
      if (index % 3 === 0) {
        const active = index % 2 === 0;
        return switchCodes(userCtx(owner), 'me', { ids: shuffled(index % ids.length), active });
      }
      return redeem(codes[index % codes.length]!.code).catch((error: unknown) => {
        if (error instanceof AppError && ['CODE_INACTIVE', 'CODE_DEPLETED'].includes(error.errorCode))
          return null;
        throw error;
      });
    }),
  );
  expect(errors).toEqual([]);
  await expectDataClean(testCtx());
});

// From here on orders end without the payments and tracking that verbs write: nothing checks all rows any more.
test.each([
  ['order_cancelled', { status: 'CANCELLED', cancelledAt: new Date() }],
  ['order_refunded', { paymentStatus: 'REFUNDED' }],
] as const)('%s: its codes can be disabled, used ones too, but never enabled', async (outcome, ended) => {
  await createTeam({ capacity: 5 });
  const { order, codes, ids, owner, set } = await withCodes({ count: 3, max_uses: 2 });
  const free = await createIssuedCodes(owner.id, { is_active: false });
  await redeem(codes[0]!.code);
  await set(false, [ids[1]!]);
  await database().order.update({ where: { id: order.id }, data: ended });
  await disableUnusedCodes(testCtx(), { order_id: order.id });
  expect(words(await set(false))).toEqual(['switched', 'unchanged', 'unchanged']);
  expect(words(await set(true, [...ids, free.codes[0]!.id]))).toEqual([
    outcome,
    outcome,
    outcome,
    'switched',
  ]);
  expect(await counted(order.id)).toMatchObject({ inactive: 3 });
  await expect(switchCode(userCtx(owner), 'me', { id: ids[0]!, active: true })).rejects.toMatchObject({
    errorCode: 'ORDER_ENDED',
    httpStatus: 409,
  });
});

test('an order that is just being refunded is waited for: its codes stay off', async () => {
  const { order, set } = await withCodes({ count: 2, is_active: false });
  let enabling: ReturnType<typeof set> | undefined;
  await database().$transaction(async (db) => {
    await db.order.update({ where: { id: order.id }, data: { paymentStatus: 'REFUNDED' } });
    enabling = set(true);
    await until(async () => {
      const [row] = await database().$queryRaw<{ waiting: boolean }[]>`
        SELECT count(*) > 0 AS waiting FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%FOR SHARE OF bought%'`;
      return row?.waiting;
    }, 2_000);
  });
  expect(words(await enabling!)).toEqual(['order_refunded', 'order_refunded']);
  expect(await counted(order.id)).toMatchObject({ inactive: 2 });
});
