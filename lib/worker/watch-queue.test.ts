import { beforeEach, expect, test } from 'vitest';
import { database } from '../db';
import { forgetSettings } from '../settings';
import { testCtx } from '../testing/database';
import { watchQueue } from './watch-queue';

const alerts = () => database().alert.findMany({ where: { rule: 'queue.backlog' }, orderBy: { id: 'asc' } });
const add = (secondsAgo: number) =>
  database().$executeRaw`
    SELECT graphile_worker.add_job('test.work', run_at => now() - make_interval(secs => ${secondsAgo}))`;
const work = () => database().$executeRaw`DELETE FROM graphile_worker._private_jobs`;

async function set(key: string, value: number) {
  await database().setting.create({ data: { key, value } });
  forgetSettings();
}

beforeEach(async () => {
  await work();
  await database().alert.deleteMany();
  await database().setting.deleteMany();
  forgetSettings();
});

test('people are called while a job waits too long, once, and no longer when it is done', async () => {
  await add(299);
  expect(await watchQueue(testCtx())).toBe('flowing');
  expect(await alerts()).toEqual([]);
  await add(301);
  expect(await watchQueue(testCtx())).toBe('backlog');
  expect(await watchQueue(testCtx())).toBe('backlog');
  expect(await alerts()).toMatchObject([{ count: 1, resolvedAt: null, facts: { jobs: 2, minutes: 5 } }]);
  await work();
  expect(await watchQueue(testCtx())).toBe('flowing');
  expect((await alerts())[0]!.resolvedAt).toBeInstanceOf(Date);
  await add(301);
  await watchQueue(testCtx());
  expect(await alerts()).toHaveLength(2);
});

test('an alert that is open for a minute is told anew', async () => {
  await add(600);
  await watchQueue(testCtx());
  await database().alert.updateMany({ data: { lastAt: new Date(Date.now() - 61_000) } });
  await watchQueue(testCtx());
  expect(await alerts()).toMatchObject([{ count: 2, facts: { minutes: 10 } }]);
});

test('a long queue calls people, too; how long is a setting', async () => {
  await set('monitoring.backlog_jobs', 2);
  await add(1);
  await add(1);
  expect(await watchQueue(testCtx())).toBe('flowing');
  await add(1);
  expect(await watchQueue(testCtx())).toBe('backlog');
});

test('how long a job may wait is a setting', async () => {
  await set('monitoring.backlog_minutes', 30);
  await add(1_790);
  expect(await watchQueue(testCtx())).toBe('flowing');
  await add(1_801);
  expect(await watchQueue(testCtx())).toBe('backlog');
});
