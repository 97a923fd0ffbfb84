import { PrismaPg } from '@prisma/adapter-pg';
import { beforeEach, expect, test } from 'vitest';
import { raiseAlert } from '../alerts';
import { businessDay } from '../clock';
import { database } from '../db';
import { PermissionDeniedError } from '../errors';
import { PrismaClient } from '../generated/prisma/client';
import { countError, measureRequest, metrics } from '../metrics';
import { testCtx, userCtx } from '../testing/database';
import { createUser, unique } from '../testing/factories';
import { inTransaction } from '../transaction';
import { readMetrics } from './read-metrics';

beforeEach(async () => {
  await database().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
  await database().jobStat.deleteMany();
  await database().alert.deleteMany();
  metrics().requests.reset();
});

const lines = async (ctx = testCtx()) => (await readMetrics(ctx)).text.split('\n');

test('tells what machines want to know, in their words', async () => {
  const day = new Date(`${businessDay()}T00:00:00Z`);
  await database().jobStat.create({ data: { task: 'members.invited', day, succeeded: 5, failed: 1 } });
  await database()
    .$executeRaw`SELECT graphile_worker.add_job('due', run_at => now() - interval '90 seconds')`;
  await database().$executeRaw`SELECT graphile_worker.add_job('later', run_at => now() + interval '1 hour')`;
  await inTransaction(testCtx(), (tx) => raiseAlert(tx, 'payments.late', unique('ORD'), {}));
  measureRequest({ method: 'GET', route: '/api/v1/plans', status: 200 }, 40);
  countError('CODE_EXPIRED');
  const told = await lines();
  expect(told).toEqual(
    expect.arrayContaining([
      'tributary_database_up 1',
      'tributary_queue_jobs{state="due"} 1',
      'tributary_queue_jobs{state="scheduled"} 1',
      'tributary_queue_jobs{state="failed"} 0',
      'tributary_job_runs_today{task="members.invited",result="succeeded"} 5',
      'tributary_job_runs_today{task="members.invited",result="failed"} 1',
      'tributary_open_alerts{rule="payments.late"} 1',
      'http_request_duration_seconds_bucket{le="0.025",method="GET",route="/api/v1/plans",status="200"} 0',
      'http_request_duration_seconds_bucket{le="0.05",method="GET",route="/api/v1/plans",status="200"} 1',
      expect.stringMatching(/^tributary_errors_total\{error_code="CODE_EXPIRED"\} [1-9]/) as string,
      expect.stringMatching(/^tributary_queue_oldest_seconds 9\d$/) as string,
      expect.stringMatching(/^tributary_database_connections\{state="in_use"\} \d+$/) as string,
      'tributary_database_lock_waits 0',
      expect.stringMatching(/^tributary_database_deadlocks \d+$/) as string,
      expect.stringMatching(/^tributary_table_rows\{table="public.orders",state="dead"\} \d+$/) as string,
      expect.stringMatching(/^process_cpu_seconds_total /) as string,
    ]),
  );
});

test('what is over is no longer told', async () => {
  await inTransaction(testCtx(), (tx) => raiseAlert(tx, 'payments.late', unique('ORD'), {}));
  expect((await lines()).some((line) => line.startsWith('tributary_open_alerts{'))).toBe(true);
  await database().alert.updateMany({ data: { resolvedAt: new Date() } });
  expect((await lines()).some((line) => line.startsWith('tributary_open_alerts{'))).toBe(false);
});

test('without the database, the process still tells of itself', async () => {
  const db = new PrismaClient({ adapter: new PrismaPg('postgresql://nobody@127.0.0.1:1/none') });
  const told = await lines({ ...testCtx(), db });
  expect(told).toContain('tributary_database_up 0');
  expect(told.some((line) => line.startsWith('process_cpu_seconds_total '))).toBe(true);
});

test('nobody who is signed in has the right', async () => {
  const admin = userCtx(await createUser({ role: 'ADMIN' }));
  await expect(readMetrics(admin)).rejects.toBeInstanceOf(PermissionDeniedError);
});
