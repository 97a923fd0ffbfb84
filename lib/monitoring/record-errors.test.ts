import { beforeEach, expect, test } from 'vitest';
import { database } from '../db';
import { flushErrors, keepErrors, type ErrorNote } from '../error-notes';
import { BusinessError, VersionConflictError } from '../errors';
import { logError, logRefusal } from '../log';
import { atOnce, testCtx, userCtx } from '../testing/database';
import { createDistributor, createIssuedCodes, createUser } from '../testing/factories';
import { countErrors } from './count-errors';
import { forgetOldRows } from './forget-old-rows';
import { MOST_KINDS, recordErrors, startRecording } from './record-errors';

const kinds = () => database().errorEvent.findMany({ orderBy: { id: 'asc' } });
const hourly = async () => (await database().errorHour.findMany()).reduce((sum, { count }) => sum + count, 0);

beforeEach(async () => {
  await flushErrors();
  await database().$executeRaw`DELETE FROM error_events`;
  startRecording();
});

test('failures of one kind are one row, counted up, with the latest as a sample and nothing secret in it', async () => {
  const fail = (nr: number) =>
    logError(new Error(`order ${nr} broke with card 4111111111111111`), {
      place: 'POST /api/v1/orders/[order_no]/payments',
      request_id: `req-${nr}`,
      user_id: nr,
      error_code: 'PAYMENT_UNEXPECTED_ERROR',
      password: 'hunter22',
    });
  for (const nr of [1, 2]) fail(nr);
  await flushErrors();
  fail(3);
  await flushErrors();
  const [kind, ...more] = await kinds();
  expect(more).toEqual([]);
  expect(kind).toMatchObject({
    level: 'ERROR',
    errorCode: 'PAYMENT_UNEXPECTED_ERROR',
    type: 'Error',
    count: 3n,
    requestId: 'req-3',
    place: 'POST /api/v1/orders/[order_no]/payments',
    frame: expect.stringContaining('record-errors.test.ts') as string,
    users: [3, 2, 1],
    message: 'order 3 broke with card ****',
    context: expect.objectContaining({ password: '[masked]', request_id: 'req-3' }) as object,
  });
  expect(kind?.stack).toContain('at ');
  expect(kind?.stack).not.toContain('4111111111111111');
  expect(await hourly()).toBe(3);
});

test('code, class, place and frame tell kinds apart; a text does not', async () => {
  const refuse = (message: string, place: string) =>
    logRefusal(new VersionConflictError(message), { place, request_id: 'r' });
  refuse('one', 'GET /a');
  refuse('two', 'GET /a');
  refuse('one', 'GET /b');
  logRefusal(new BusinessError('x', { errorCode: 'CODE_EXPIRED' }), { place: 'GET /a', request_id: 'r' });
  logError(new TypeError('x'), { place: 'GET /a', request_id: 'r' });
  logError(new RangeError('x'), { place: 'GET /a', request_id: 'r' });
  await flushErrors();
  expect((await kinds()).map(({ count }) => Number(count)).sort((a, b) => a - b)).toEqual([1, 1, 1, 1, 2]);
});

test('it knows the orders it met, by number, by id and by payment, and only those that exist', async () => {
  const { id: buyerUserId } = await createDistributor();
  await createIssuedCodes(buyerUserId, { count: 1 });
  const order = await database().order.findFirstOrThrow({
    where: { buyerUserId },
    include: { payments: true },
  });
  const about = [
    { order_no: order.orderNo },
    { order_id: order.id },
    { payment_id: order.payments[0]?.id },
    { payload: { order_no: 'ORD0' } },
    { details: { resource_type: 'order', resource_id: 2_000_000_000 } },
  ];
  for (const one of about) logError(new Error('x'), { event: 'test', ...one });
  await flushErrors();
  expect(await kinds()).toMatchObject([{ orders: [order.id], count: BigInt(about.length) }]);
});

test('a second one that is resolved stays resolved until it comes again', async () => {
  const fail = () => logError(new Error('x'), { event: 'test' });
  fail();
  await flushErrors();
  const { id: resolvedBy } = await createUser({ role: 'ADMIN' });
  await database().errorEvent.updateMany({ data: { resolvedAt: new Date(), resolvedBy } });
  await new Promise((resolve) => setTimeout(resolve, 5));
  fail();
  await flushErrors();
  expect(await kinds()).toMatchObject([
    { resolvedAt: null, resolvedBy: null, reopenedAt: expect.any(Date) as Date, count: 2n },
  ]);
});

const note = (fingerprint: string, more: Partial<ErrorNote> = {}): ErrorNote => ({
  fingerprint,
  coarse: 'c'.repeat(32),
  level: 'ERROR',
  code: 'INTERNAL_ERROR',
  type: 'Error',
  place: fingerprint,
  frame: null,
  minutes: { [new Date().toISOString()]: 1 },
  orders: [],
  payments: [],
  users: [],
  last: new Date().toISOString(),
  sample: { message: 'x', request_id: 'r', context: {}, stack: null },
  ...more,
});

test('several processes write the same kinds at once and lose none', async () => {
  const names = Array.from({ length: 8 }, (_, nr) => `k${nr}`.padEnd(32, '0'));
  const results = await atOnce(6, (nr) => {
    const mine = nr % 2 ? names : names.toReversed();
    return recordErrors(
      testCtx(),
      mine.map((name) => note(name)),
    );
  });
  expect(results.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 'fulfilled'));
  expect((await kinds()).map(({ count }) => count)).toEqual(names.map(() => 6n));
  expect(await hourly()).toBe(48);
});

test('however many kinds there are, the table does not grow beyond its bound', async () => {
  const all = Array.from({ length: MOST_KINDS + 50 }, (_, nr) => note(`x${nr}`.padStart(32, '0')));
  await recordErrors(testCtx(), all);
  await recordErrors(testCtx(), [note('one more'.padEnd(32, '0')), note(all[0]!.fingerprint)]);
  const rows = await kinds();
  expect(rows.length).toBe(MOST_KINDS + 1);
  expect(rows.find(({ fingerprint }) => fingerprint === 'c'.repeat(32))).toMatchObject({
    place: 'various',
    count: 51n,
  });
  expect(rows.find(({ fingerprint }) => fingerprint === all[0]!.fingerprint)).toMatchObject({ count: 2n });
});

test('a flood of kinds is bounded in memory as well, and counted in full', async () => {
  for (let nr = 0; nr < 1_000; nr += 1) logError(new Error('x'), { event: `flood-${nr}` });
  await flushErrors();
  const rows = await kinds();
  expect(rows.length).toBe(301);
  expect(rows.reduce((sum, { count }) => sum + Number(count), 0)).toBe(1_000);
});

test('what cannot be written is kept and written later; nobody who fails hears of it', async () => {
  keepErrors(() => Promise.reject(new Error('the database is away')));
  logError(new Error('x'), { event: 'test' });
  await flushErrors();
  logError(new Error('x'), { event: 'test' });
  startRecording();
  await flushErrors();
  expect(await kinds()).toMatchObject([{ count: 2n }]);
});

test('NUL and half characters in what was thrown do not keep it from being written', async () => {
  logError(new Error('NUL \0 and half \ud800'), { event: 'test', path: '/\0' });
  await flushErrors();
  expect(await kinds()).toMatchObject([{ count: 1n }]);
});

test('alerts ask how often it was lately: a code, or all that nobody expected', async () => {
  logError(new Error('x'), { event: 'test', request_id: 'req-a' });
  logRefusal(new VersionConflictError('x'), { event: 'test', request_id: 'req-b' });
  await flushErrors();
  const old = note('o'.repeat(32), { minutes: { [new Date(Date.now() - 30 * 60_000).toISOString()]: 7 } });
  await recordErrors(testCtx(), [old]);
  const ctx = testCtx();
  expect(await countErrors(ctx, { minutes: 5 })).toEqual({ count: 1, request_id: 'req-a' });
  expect(await countErrors(ctx, { minutes: 60 })).toMatchObject({ count: 8 });
  expect(await countErrors(ctx, { code: 'VERSION_CONFLICT', minutes: 5 })).toEqual({
    count: 1,
    request_id: 'req-b',
  });
  expect(await countErrors(ctx, { code: 'CODE_EXPIRED', minutes: 5 })).toEqual({
    count: 0,
    request_id: null,
  });
  const other = userCtx(await createDistributor());
  await expect(countErrors(other, { minutes: 5 })).rejects.toMatchObject({ errorCode: 'PERMISSION_DENIED' });
  await expect(recordErrors(other, [])).rejects.toMatchObject({ errorCode: 'PERMISSION_DENIED' });
});

test('minutes are forgotten after two days, hours and kinds after ninety', async () => {
  const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
  for (const [days, name] of [
    [1, 'a'],
    [3, 'b'],
    [89, 'c'],
    [91, 'd'],
  ] as const)
    await recordErrors(testCtx(), [note(name.repeat(32), { minutes: { [ago(days)]: 1 }, last: ago(days) })]);
  expect(await forgetOldRows(testCtx())).toMatchObject({ error_minutes: 3, error_hours: 1, error_events: 1 });
  expect((await kinds()).map(({ place }) => place[0])).toEqual(['a', 'b', 'c']);
  expect(await database().errorHour.count()).toBe(3);
});
