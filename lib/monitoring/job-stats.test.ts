import { beforeEach, expect, test } from 'vitest';
import { businessDay } from '../clock';
import type { Ctx } from '../context';
import { database } from '../db';
import { PermissionDeniedError } from '../errors';
import { userCtx } from '../testing/database';
import { createUser } from '../testing/factories';
import { getJobStats } from './get-job-stats';
import { listClockTasks } from './list-clock-tasks';

let admin: Ctx;

beforeEach(async () => {
  await database().jobStat.deleteMany();
  await database().lease.deleteMany();
  admin = userCtx(await createUser({ role: 'ADMIN' }));
});

type Counts = { succeeded?: number; retried?: number; failed?: number; totalMs?: number };

const stat = (task: string, daysAgo: number, counts: Counts) => {
  const day = new Date(`${businessDay()}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - daysAgo);
  return database().jobStat.create({ data: { task, day, ...counts } });
};

test('runs are told by task, and by day for all of them', async () => {
  await stat('codes.issue-codes', 0, { succeeded: 7, retried: 2, failed: 1, totalMs: 3_000 });
  await stat('codes.issue-codes', 2, { succeeded: 2, totalMs: 600 });
  await stat('codes.issue-codes', 3, { failed: 50 });
  await stat('members.invited', 0, { retried: 4, totalMs: 10 });
  const { tasks, days } = await getJobStats(admin, { days: 3 });
  expect(tasks).toEqual([
    {
      task: 'codes.issue-codes',
      runs: 12,
      succeeded: 9,
      retried: 2,
      failed: 1,
      success: 0.9,
      mean_ms: 300,
      by_day: [2, 0, 10],
    },
    {
      task: 'members.invited',
      runs: 4,
      succeeded: 0,
      retried: 4,
      failed: 0,
      success: null,
      mean_ms: 2.5,
      by_day: [0, 0, 4],
    },
  ]);
  expect(days.map(({ succeeded, retried, failed }) => [succeeded, retried, failed])).toEqual([
    [2, 0, 0],
    [0, 0, 0],
    [7, 6, 1],
  ]);
  expect(days.map(({ success }) => success)).toEqual([1, null, 7 / 8]);
  expect(days.at(-1)?.date).toBe(businessDay());
});

test('the days may be those of one task', async () => {
  await stat('codes.issue-codes', 0, { succeeded: 1, retried: 2, failed: 3 });
  await stat('members.invited', 0, { succeeded: 40 });
  const { tasks, days } = await getJobStats(admin, { days: 2, task: 'codes.issue-codes' });
  expect(tasks).toHaveLength(2);
  expect(days).toEqual([
    { date: expect.any(String) as string, succeeded: 0, retried: 0, failed: 0, success: null },
    { date: businessDay(), succeeded: 1, retried: 2, failed: 3, success: 0.25 },
  ]);
});

test('what the clock called for late, or never, is overdue', async () => {
  const ran = (key: string, minutesAgo: number) =>
    database().lease.create({ data: { key, lastRunAt: new Date(Date.now() - minutesAgo * 60_000) } });
  await ran('payments.sweep-events', 2);
  await ran('orders.cancel-unpaid-orders', 4);
  await ran('monitoring.forget-old-rows', 100);
  await ran('payments.forget-refused-events', 130);
  const tasks = await listClockTasks(admin);
  expect(Object.fromEntries(tasks.map(({ task, overdue }) => [task, overdue]))).toMatchObject({
    'payments.sweep-events': false,
    'orders.cancel-unpaid-orders': true,
    'members.expire-invitations': true,
    'monitoring.forget-old-rows': false,
    'payments.forget-refused-events': true,
  });
});

test('how jobs went is for administrators', async () => {
  const operator = userCtx(await createUser({ role: 'OPERATOR' }));
  await expect(getJobStats(operator, { days: 7 })).rejects.toBeInstanceOf(PermissionDeniedError);
  await expect(listClockTasks(operator)).rejects.toBeInstanceOf(PermissionDeniedError);
});
