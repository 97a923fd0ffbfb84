import { PrismaPg } from '@prisma/adapter-pg';
import { beforeEach, expect, test } from 'vitest';
import { database } from '../db';
import { PrismaClient } from '../generated/prisma/client';
import { publicCtx } from '../testing/database';
import { getHealth } from './get-health';

beforeEach(async () => {
  await database().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
  await database().lease.deleteMany();
});

test('an idle product with a worker is well', async () => {
  const swept = new Date();
  await database().lease.create({ data: { key: 'payments.sweep-events', lastRunAt: swept } });
  expect(await getHealth(publicCtx())).toEqual({
    status: 'ok',
    database: true,
    queue_length: 0,
    oldest_job_seconds: null,
    last_sweep_at: swept.toISOString(),
  });
});

test('without a worker it still serves, and says so', async () => {
  expect(await getHealth(publicCtx())).toMatchObject({
    status: 'degraded',
    database: true,
    last_sweep_at: null,
  });
  await database().lease.create({
    data: { key: 'payments.sweep-events', lastRunAt: new Date(Date.now() - 6 * 60_000) },
  });
  expect(await getHealth(publicCtx())).toMatchObject({ status: 'degraded', database: true });
});

test('a worker whose clock stands still is not well, whatever else it does', async () => {
  await database().lease.create({ data: { key: 'monitoring.evaluate-alerts', lastRunAt: new Date() } });
  expect(await getHealth(publicCtx())).toMatchObject({ status: 'degraded', last_sweep_at: null });
});

test('counts the jobs that are due or at work, and the age of the oldest that waits', async () => {
  await database()
    .$executeRaw`SELECT graphile_worker.add_job('test', run_at => now() - interval '90 seconds')`;
  await database()
    .$executeRaw`SELECT graphile_worker.add_job('test', run_at => now() - interval '10 seconds')`;
  await database().$executeRaw`SELECT graphile_worker.add_job('later', run_at => now() + interval '1 hour')`;
  await database()
    .$executeRaw`SELECT graphile_worker.add_job('at_work', run_at => now() - interval '5 minutes')`;
  await database()
    .$executeRaw`SELECT graphile_worker.add_job('given_up', run_at => now() - interval '1 day')`;
  await database().$executeRaw`
    UPDATE graphile_worker._private_jobs AS job SET locked_at = now(), locked_by = 'pool-x', attempts = 1
    FROM graphile_worker._private_tasks AS task WHERE task.id = job.task_id AND task.identifier = 'at_work'`;
  await database().$executeRaw`
    UPDATE graphile_worker._private_jobs AS job SET attempts = max_attempts
    FROM graphile_worker._private_tasks AS task WHERE task.id = job.task_id AND task.identifier = 'given_up'`;
  const { queue_length, oldest_job_seconds } = await getHealth(publicCtx());
  expect(queue_length).toBe(3);
  expect(oldest_job_seconds).toBeGreaterThanOrEqual(90);
  expect(oldest_job_seconds).toBeLessThan(120);
});

test('answers that the database is away instead of failing', async () => {
  const db = new PrismaClient({ adapter: new PrismaPg('postgresql://nobody@127.0.0.1:1/none') });
  expect(await getHealth({ ...publicCtx(), db })).toEqual({
    status: 'unavailable',
    database: false,
    queue_length: null,
    oldest_job_seconds: null,
    last_sweep_at: null,
  });
});

test('does not wait for a database that does not answer', async () => {
  const ctx = publicCtx();
  const silent = {
    ...ctx,
    db: { ...ctx.db, $queryRaw: () => new Promise<never>(() => undefined) } as typeof ctx.db,
  };
  expect(await getHealth(silent)).toMatchObject({ status: 'unavailable', database: false });
});

test('who asks while somebody else does takes no connection of its own', async () => {
  let unlock: (rows: unknown[]) => void = () => undefined;
  const table = new Promise<unknown[]>((resolve) => (unlock = resolve));
  const ctx = publicCtx();
  let questions = 0;
  const $queryRaw = () => {
    questions += 1;
    return table;
  };
  const locked = { ...ctx, db: { ...ctx.db, $queryRaw } as unknown as typeof ctx.db };
  const many = Array.from({ length: 40 }, () => getHealth(locked));
  unlock([{ length: 3, oldest_seconds: null, last_sweep_at: null, is_swept: true }]);
  expect(new Set((await Promise.all(many)).map(({ queue_length }) => queue_length))).toEqual(new Set([3]));
  expect(questions).toBe(2);
  await getHealth(locked);
  expect(questions).toBe(4);
});
