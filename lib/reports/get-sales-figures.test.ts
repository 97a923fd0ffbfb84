import { expect, test } from 'vitest';
import { businessDay, DAY_MS } from '../clock';
import { database } from '../db';
import { PermissionDeniedError, ResourceNotFoundError, UnauthenticatedError } from '../errors';
import { publicCtx, userCtx } from '../testing/database';
import { createDays, createDistributor, createUser } from '../testing/factories';
import { getSalesFigures } from './get-sales-figures';

const dayBefore = (days: number) => businessDay(new Date(Date.now() - days * DAY_MS));

async function withDays(days: Parameters<typeof createDays>[1]) {
  const distributor = await createDistributor({ unitPrice: '0.10' });
  await createDays(distributor.id, days);
  return {
    ctx: userCtx(distributor),
    // Days without invitations are not what verbs leave behind.
    forget: () => database().distributorDay.deleteMany({ where: { distributorId: distributor.id } }),
  };
}

test('a period ends today, and the one before it ends where it begins', async () => {
  const { ctx, forget } = await withDays({
    [dayBefore(0)]: { attempts: 1, sent: 1, accepted: 1 },
    [dayBefore(6)]: { attempts: 20, sent: 10, accepted: 2 },
    [dayBefore(7)]: { attempts: 300, sent: 200, accepted: 100 },
    [dayBefore(13)]: { attempts: 4000 },
    [dayBefore(14)]: { attempts: 50_000, sent: 50_000, accepted: 50_000 },
  });
  const { period, before, daily, currency } = await getSalesFigures(ctx, 'me', { days: 7 });
  expect(period).toEqual({ attempt: 21, success: 11, accepted: 3, revenue_estimate: '0.30' });
  expect(before).toEqual({ attempt: 4300, success: 200, accepted: 100, revenue_estimate: '10.00' });
  expect(currency).toBe('CNY');
  expect(daily).toHaveLength(7);
  expect(daily[0]).toEqual({ date: dayBefore(6), attempt: 20, success: 10, accepted: 2 });
  expect(daily[6]).toEqual({ date: dayBefore(0), attempt: 1, success: 1, accepted: 1 });
  await forget();
});

test('plans of one day are one day', async () => {
  const { ctx, forget } = await withDays({ [dayBefore(0)]: { attempts: 3 } });
  const distributorId = ctx.actor.kind === 'user' ? ctx.actor.userId : 0;
  await createDays(distributorId, { [dayBefore(0)]: { attempts: 4 } });
  const { period, daily } = await getSalesFigures(ctx, 'me', { days: 1 });
  expect(period.attempt).toBe(7);
  expect(daily).toHaveLength(1);
  await forget();
});

test('an admin sees anybody’s, a distributor only its own', async () => {
  const [one, other] = [await createDistributor(), await createDistributor()];
  const admin = userCtx(await createUser({ role: 'ADMIN' }));
  const days = { days: 30 };
  expect(await getSalesFigures(admin, one.id, days)).toEqual(await getSalesFigures(userCtx(one), 'me', days));
  await expect(getSalesFigures(userCtx(other), one.id, days)).rejects.toBeInstanceOf(PermissionDeniedError);
  await expect(getSalesFigures(publicCtx(), 'me', days)).rejects.toBeInstanceOf(UnauthenticatedError);
  await expect(getSalesFigures(admin, 2_000_000_000, days)).rejects.toBeInstanceOf(ResourceNotFoundError);
});
