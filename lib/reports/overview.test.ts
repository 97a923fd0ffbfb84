import { beforeEach, expect, test } from 'vitest';
import { businessDay, DAY_MS } from '../clock';
import type { Ctx } from '../context';
import { database } from '../db';
import { PermissionDeniedError, UnauthenticatedError } from '../errors';
import { publicCtx, testCtx, userCtx } from '../testing/database';
import { createDays, createDistributor, createUser } from '../testing/factories';
import { createUnpaidOrder, deliver, notificationOf } from '../testing/payment-events';
import { closeDays } from './close-days';
import { countCallbacks } from './count-callbacks';
import { getAcceptedTrend } from './get-accepted-trend';
import { rankDistributors } from './rank-distributors';

// A zone in which today is another day than in Greenwich, whatever the hour.
process.env.BUSINESS_TIME_ZONE = new Date().getUTCHours() >= 11 ? 'Pacific/Kiritimati' : 'Etc/GMT+12';

const dayBefore = (days: number) => businessDay(new Date(Date.now() - days * DAY_MS));

let admin: Ctx;
beforeEach(async () => {
  await database().orderDay.deleteMany();
  await database().eventDay.deleteMany();
  await database().distributorDay.deleteMany();
  await database().$executeRaw`UPDATE payment_events SET received_at = '2001-01-01'`;
  admin = userCtx(await createUser({ role: 'ADMIN' }));
});

/** What has come until now came that many days ago. */
const moveBack = (days: number) => database().$executeRaw`
  UPDATE payment_events SET received_at = now() - make_interval(days => ${days}) WHERE received_at > now() - interval '1 hour'`;

async function callbacks(days: number) {
  return Object.fromEntries(
    (await countCallbacks(admin, { days })).map(({ outcome, count }) => [outcome, count]),
  );
}

test('callbacks are counted by what they came to, a repetition once, in their period', async () => {
  expect(await countCallbacks(admin, { days: 30 })).toEqual([]);
  const order = await createUnpaidOrder();
  const notification = notificationOf(order);
  await deliver(notification);
  await deliver(notification);
  await moveBack(5);
  await deliver(notificationOf(await createUnpaidOrder(), { amount: '0.01' }));
  await deliver(notificationOf(order));
  await expect(deliver({ body: '{}', headers: {} })).rejects.toThrow('refused');
  expect(await callbacks(5)).toEqual({ EXCESS: 1, MISMATCH: 1, REFUSED: 1 });
  expect(await callbacks(6)).toEqual({ EXCESS: 1, MISMATCH: 1, REFUSED: 1, SETTLED: 1 });
  expect(await closeDays(testCtx())).toMatchObject({ events: expect.any(Number) as number });
  expect(await database().eventDay.count({ where: { day: new Date(dayBefore(5)) } })).toBe(1);
  expect(await callbacks(5)).toEqual({ EXCESS: 1, MISMATCH: 1, REFUSED: 1 });
  expect(await callbacks(6)).toEqual({ EXCESS: 1, MISMATCH: 1, REFUSED: 1, SETTLED: 1 });
});

test('no day is closed from the first event on that may still come to something else', async () => {
  await deliver(notificationOf(await createUnpaidOrder()));
  await moveBack(9);
  await deliver(
    notificationOf({
      order_no: 'ORD2020010100000009',
      payment_id: 2_000_000_000,
      total_amount: '1.00',
      currency: 'CNY',
    }),
  );
  await moveBack(8);
  await deliver(notificationOf(await createUnpaidOrder()));
  await moveBack(7);
  const days = async () =>
    (await database().eventDay.findMany({ where: { day: { gt: new Date('2020-01-01') } } })).map(({ day }) =>
      day.toISOString().slice(0, 10),
    );
  await closeDays(testCtx());
  expect(await days()).toEqual([dayBefore(9)]);
  expect(await callbacks(30)).toEqual({ SETTLED: 2, UNMATCHED: 1 });
  await database().$executeRaw`UPDATE payment_events SET retry_at = NULL WHERE outcome = 'UNMATCHED'`;
  await closeDays(testCtx());
  expect((await days()).toSorted()).toEqual([dayBefore(9), dayBefore(8), dayBefore(7)]);
  expect(await callbacks(30)).toEqual({ SETTLED: 2, UNMATCHED: 1 });
});

test('distributors are ranked by what customers redeemed in the period', async () => {
  const [one, two, idle] = [await createDistributor(), await createDistributor(), await createDistributor()];
  await createDays(one.id, {
    [dayBefore(0)]: { attempts: 2, sent: 2, accepted: 1 },
    [dayBefore(7)]: { attempts: 50 },
  });
  await createDays(one.id, { [dayBefore(6)]: { attempts: 1 } });
  await createDays(two.id, { [dayBefore(1)]: { attempts: 5, sent: 4, accepted: 4 } });
  await createDays(idle.id, { [dayBefore(1)]: { accepted: 1 } });
  expect(await rankDistributors(admin, { days: 7 })).toEqual([
    { distributor_id: two.id, name: two.name, attempt: 5, success: 4, accepted: 4 },
    { distributor_id: one.id, name: one.name, attempt: 3, success: 2, accepted: 1 },
  ]);
  expect((await rankDistributors(admin, { days: 8 }))[0]?.distributor_id).toBe(one.id);
});

test('accepted invitations of all distributors, beside as many days before', async () => {
  expect(await getAcceptedTrend(admin, { days: 2 })).toEqual({ now: 0, before: 0, days: [0, 0] });
  const [one, two] = [await createDistributor(), await createDistributor()];
  await createDays(one.id, { [dayBefore(0)]: { accepted: 1 }, [dayBefore(4)]: { accepted: 99 } });
  await createDays(two.id, {
    [dayBefore(0)]: { accepted: 2 },
    [dayBefore(1)]: { accepted: 4 },
    [dayBefore(2)]: { accepted: 8 },
    [dayBefore(3)]: { accepted: 16 },
  });
  expect(await getAcceptedTrend(admin, { days: 2 })).toEqual({ now: 7, before: 24, days: [4, 3] });
  await database().distributorDay.deleteMany();
});

test.each([countCallbacks, rankDistributors, getAcceptedTrend])(
  '$name is for administrators',
  async (read) => {
    for (const person of [await createUser({ role: 'OPERATOR' }), await createDistributor()])
      await expect(read(userCtx(person), { days: 1 })).rejects.toBeInstanceOf(PermissionDeniedError);
    await expect(read(publicCtx(), { days: 1 })).rejects.toBeInstanceOf(UnauthenticatedError);
  },
);
