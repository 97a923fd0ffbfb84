import { beforeEach, expect, test } from 'vitest';
import { businessDay } from '../clock';
import { database } from '../db';
import type { ErrorNote } from '../error-notes';
import { testCtx, userCtx } from '../testing/database';
import { createDistributor, createIssuedCodes, createUser } from '../testing/factories';
import { getError } from './get-error';
import { getErrorTrend, listErrorPlaces, listErrors } from './list-errors';
import { recordErrors } from './record-errors';
import { resolveError } from './resolve-error';
import { ErrorsQuery } from './schema';

const admin = async () => userCtx(await createUser({ role: 'ADMIN' }));
const query = (asked: object = {}) => ErrorsQuery.parse(asked);
const HOUR_MS = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toISOString();

async function happen(name: string, times: Record<string, number>, more: Partial<ErrorNote> = {}) {
  const last = Object.keys(times).toSorted().at(-1) ?? ago(0);
  const fingerprint = name.padEnd(32, '0');
  const base = { fingerprint, coarse: 'c'.repeat(32), level: 'ERROR' as const, code: 'INTERNAL_ERROR' };
  const where = { type: 'Error', place: name, frame: null, orders: [], payments: [], users: [] };
  const sample = { message: 'x', request_id: `req-${name}`, context: { task: name }, stack: 'Error: x' };
  await recordErrors(testCtx(), [{ ...base, ...where, minutes: times, last, sample, ...more }]);
  return database().errorEvent.findUniqueOrThrow({ where: { fingerprint } });
}

beforeEach(async () => {
  await database().$executeRaw`DELETE FROM error_events`;
});

test('the most frequent kinds of the period come first, as narrowed', async () => {
  const ctx = await admin();
  await happen('seldom', { [ago(1)]: 2 });
  await happen('often', { [ago(2)]: 3, [ago(1)]: 4 }, { code: 'DATABASE_ERROR' });
  await happen('refused', { [ago(1)]: 9 }, { level: 'WARNING', code: 'CODE_EXPIRED' });
  await happen('long ago', { [ago(24 * 10)]: 99 });
  const found = async (asked?: object) =>
    (await listErrors(ctx, query(asked))).map(({ place, count }) => [place, count]);
  expect(await found()).toEqual([
    ['refused', 9],
    ['often', 7],
    ['seldom', 2],
  ]);
  expect(await found({ days: 30 })).toHaveLength(4);
  expect(await found({ level: 'error' })).toEqual([
    ['often', 7],
    ['seldom', 2],
  ]);
  expect(await found({ code: 'DATABASE_ERROR' })).toEqual([['often', 7]]);
  expect(await found({ place: 'seldom' })).toEqual([['seldom', 2]]);
  expect(await found({ state: 'resolved' })).toEqual([]);
  expect(await listErrorPlaces(ctx, query())).toEqual(['often', 'refused', 'seldom']);
});

test('the trend has every day, or every hour of a day, and counts each where it happened', async () => {
  const ctx = await admin();
  const kind = await happen('now and then', { [ago(0)]: 2, [ago(24 * 3)]: 5 });
  await happen('refused', { [ago(0)]: 1 }, { level: 'WARNING' });
  const days = await getErrorTrend(ctx, query({ days: 7 }));
  expect(days).toHaveLength(7);
  expect(days.at(-1)).toEqual({ date: businessDay(), errors: 2, warnings: 1 });
  expect(days.find(({ date }) => date === businessDay(new Date(ago(24 * 3))))).toMatchObject({ errors: 5 });
  const hours = await getErrorTrend(ctx, query({ days: 1 }), kind);
  expect(hours).toHaveLength(24);
  expect(hours.at(-1)).toMatchObject({ errors: 2, warnings: 0 });
  expect(hours.at(-1)?.date).toMatch(/^\d{4}-\d\d-\d\dT\d\d:00$/);
});

test('one kind tells its sample and the orders it met', async () => {
  const ctx = await admin();
  const { id: buyerUserId } = await createDistributor();
  await createIssuedCodes(buyerUserId);
  const { orderNo } = await database().order.findFirstOrThrow({ where: { buyerUserId } });
  const { id } = await happen('one', { [ago(0)]: 1 }, { orders: [orderNo], users: [buyerUserId] });
  expect(await getError(ctx, { id })).toMatchObject({
    state: 'open',
    request_id: 'req-one',
    order_nos: [orderNo],
    orders_met: 1,
    users_met: 1,
    stack: 'Error: x',
    context: expect.stringContaining('"task": "one"') as string,
  });
  await expect(getError(ctx, { id: 2_000_000_000 })).rejects.toMatchObject({
    errorCode: 'RESOURCE_NOT_FOUND',
  });
});

test('what is resolved stays so until it comes again, and says who did it', async () => {
  const ctx = await admin();
  const { id } = await happen('mended', { [ago(1)]: 1 });
  for (let times = 0; times < 2; times += 1)
    expect(await resolveError(ctx, { error_id: id })).toEqual({ error_id: id });
  expect(await database().auditEntry.count({ where: { requestId: ctx.requestId } })).toBe(1);
  expect(await getError(ctx, { id })).toMatchObject({ state: 'resolved' });
  expect(await listErrors(ctx, query({ state: 'resolved' }))).toMatchObject([{ id }]);
  await happen('mended', { [new Date(Date.now() + 1_000).toISOString()]: 1 });
  expect(await getError(ctx, { id })).toMatchObject({ state: 'reopened', count: 2 });
  await expect(resolveError(ctx, { error_id: 2_000_000_000 })).rejects.toMatchObject({ httpStatus: 404 });
});

test('errors are for administrators', async () => {
  for (const ctx of [userCtx(await createDistributor()), userCtx(await createUser({ role: 'OPERATOR' }))]) {
    const denied = { errorCode: 'PERMISSION_DENIED' };
    await expect(listErrors(ctx, query())).rejects.toMatchObject(denied);
    await expect(getErrorTrend(ctx, query())).rejects.toMatchObject(denied);
    await expect(listErrorPlaces(ctx, query())).rejects.toMatchObject(denied);
    await expect(getError(ctx, { id: 1 })).rejects.toMatchObject(denied);
    await expect(resolveError(ctx, { error_id: 1 })).rejects.toMatchObject(denied);
  }
});
