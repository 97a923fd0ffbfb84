import { afterEach, expect, test } from 'vitest';
import { businessDay, DAY_MS } from '../clock';
import { database } from '../db';
import { PermissionDeniedError } from '../errors';
import { userCtx } from '../testing/database';
import { createDays, createDistributor, createUser } from '../testing/factories';
import { getSalesTrend } from './get-sales-trend';
import { SalesTrendQuery } from './schema';

const query = (input: object = {}) => SalesTrendQuery.parse(input);
const dayBefore = (days: number) => businessDay(new Date(Date.now() - days * DAY_MS));

// A zone in which today is another day than in Greenwich, whatever the hour.
process.env.BUSINESS_TIME_ZONE = new Date().getUTCHours() >= 11 ? 'Pacific/Kiritimati' : 'Etc/GMT+12';

const made: number[] = [];

// Days without invitations are not what verbs leave behind.
afterEach(async () => {
  await database().distributorDay.deleteMany({ where: { distributorId: { in: made.splice(0) } } });
});

async function withDays(days: Record<string, { attempts?: number; sent?: number; accepted?: number }>) {
  const distributor = await createDistributor();
  await createDays(distributor.id, days);
  made.push(distributor.id);
  return userCtx(distributor);
}

test('today is the day of the business', async () => {
  expect(dayBefore(0)).not.toBe(new Date().toISOString().slice(0, 10));
  const ctx = await withDays({});
  expect(await getSalesTrend(ctx, 'me', query({ days: 1 }))).toEqual([{ date: dayBefore(0), count: 0 }]);
});

test.each([1, 30, 365])('%i days are that many points, oldest first, up to today', async (days) => {
  const ctx = await withDays({ [dayBefore(0)]: { attempts: 4 }, [dayBefore(days)]: { attempts: 9 } });
  const points = await getSalesTrend(ctx, 'me', query({ days }));
  expect(points.map((point) => point.date)).toEqual(
    Array.from({ length: days }, (_, i) => dayBefore(days - 1 - i)),
  );
  expect(points.at(-1)).toEqual({ date: dayBefore(0), count: 4 });
  expect(points.slice(0, -1).every((point) => point.count === 0)).toBe(true);
});

test('each measure is its own line', async () => {
  const ctx = await withDays({ [dayBefore(1)]: { attempts: 5, sent: 4, accepted: 2 } });
  const line = async (measure?: string) =>
    (await getSalesTrend(ctx, 'me', query({ days: 2, measure })))[0]?.count;
  expect([await line(), await line('attempt'), await line('success'), await line('accepted')]).toEqual([
    5, 5, 4, 2,
  ]);
});

test('nobody else’s sales are in it', async () => {
  await withDays({ [dayBefore(0)]: { attempts: 5 } });
  const ctx = await withDays({});
  expect(await getSalesTrend(ctx, 'me', query({ days: 1 }))).toEqual([{ date: dayBefore(0), count: 0 }]);
});

test('days and measure are bounded', () => {
  expect(query()).toEqual({ days: 30, measure: 'attempt' });
  expect(query({ days: '365' }).days).toBe(365);
  for (const days of ['0', '366', '-1', '1.5', 'many', ''])
    expect(SalesTrendQuery.safeParse({ days }).success).toBe(false);
  expect(SalesTrendQuery.safeParse({ measure: 'attempts' }).success).toBe(false);
});

test('an admin sees anybody’s trend, a distributor only its own', async () => {
  const [one, other] = [await createDistributor(), await createDistributor()];
  const admin = userCtx(await createUser({ role: 'ADMIN' }));
  expect(await getSalesTrend(admin, one.id, query())).toHaveLength(30);
  await expect(getSalesTrend(userCtx(other), one.id, query())).rejects.toBeInstanceOf(PermissionDeniedError);
});
