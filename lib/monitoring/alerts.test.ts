import { expect, test } from 'vitest';
import { raiseAlert } from '../alerts';
import { database } from '../db';
import { PermissionDeniedError, ResourceNotFoundError } from '../errors';
import { inTransaction } from '../transaction';
import { atOnce, outcomes, testCtx, userCtx } from '../testing/database';
import { createDistributor, createUser, unique } from '../testing/factories';
import { listAlerts, listPaymentAlerts } from './list-alerts';
import { resolveAlert } from './resolve-alert';
import { ListAlertsQuery } from './schema';

const raise = (key: string) =>
  inTransaction(testCtx(), (tx) => raiseAlert(tx, 'payments.late', key, { order_no: key }));
const operator = async () => userCtx(await createUser({ role: 'OPERATOR' }));
const page = (query: object = {}) => ListAlertsQuery.parse({ limit: '200', ...query });
const find = async (
  ctx: Awaited<ReturnType<typeof operator>>,
  key: string,
  state: 'open' | 'resolved' = 'open',
) => (await listAlerts(ctx, page({ state }))).items.filter((alert) => alert.key === key);

test('what comes up again is one alert, until somebody has dealt with it', async () => {
  const ctx = await operator();
  const key = unique('ORD');
  await raise(key);
  await raise(key);
  const [open] = await find(ctx, key);
  expect(open).toMatchObject({
    rule: 'payments.late',
    count: 2,
    state: 'open',
    facts: { order_no: key },
    resolved_at: null,
  });

  const racers = await atOnce(5, () => resolveAlert(ctx, { alert_id: open!.id }));
  expect(outcomes(racers).values).toEqual(Array.from({ length: 5 }, () => ({ alert_id: open!.id })));
  expect(await find(ctx, key)).toEqual([]);
  expect(await find(ctx, key, 'resolved')).toMatchObject([{ id: open!.id, state: 'resolved' }]);
  expect(await database().auditEntry.count({ where: { requestId: ctx.requestId } })).toBe(1);

  await raise(key);
  expect(await find(ctx, key)).toMatchObject([{ count: 1 }]);
});

test('pages run from newest to oldest', async () => {
  const ctx = await operator();
  for (let i = 0; i < 3; i += 1) await raise(unique('ORD'));
  const first = await listAlerts(ctx, page({ limit: '2' }));
  const second = await listAlerts(ctx, page({ limit: '2', cursor: first.next_cursor }));
  const ids = [...first.items, ...second.items].map((alert) => alert.id);
  expect(ids).toEqual([...ids].sort((a, b) => b - a));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThan(2);
});

test('an order has the open alerts about its payments', async () => {
  const ctx = await operator();
  const [order_no, other] = [unique('ORD'), unique('ORD')];
  await raise(other);
  expect(await listPaymentAlerts(ctx, { order_no })).toEqual([]);
  await raise(order_no);
  await inTransaction(testCtx(), (tx) => raiseAlert(tx, 'codes.issue_failed', order_no, { order_no }));
  const [open, ...more] = await listPaymentAlerts(ctx, { order_no });
  expect(open).toMatchObject({ rule: 'payments.late', key: order_no, state: 'open' });
  expect(more).toEqual([]);
  await resolveAlert(ctx, { alert_id: open!.id });
  expect(await listPaymentAlerts(ctx, { order_no })).toEqual([]);
  const distributor = userCtx(await createDistributor());
  await expect(listPaymentAlerts(distributor, { order_no })).rejects.toBeInstanceOf(PermissionDeniedError);
});

test('alerts are for those who run the place', async () => {
  const distributor = userCtx(await createDistributor());
  await expect(listAlerts(distributor, page())).rejects.toBeInstanceOf(PermissionDeniedError);
  await expect(resolveAlert(distributor, { alert_id: 1 })).rejects.toBeInstanceOf(PermissionDeniedError);
  await expect(resolveAlert(await operator(), { alert_id: 2_000_000_000 })).rejects.toBeInstanceOf(
    ResourceNotFoundError,
  );
});
