import { beforeEach, expect, test } from 'vitest';
import { database } from '../db';
import { PermissionDeniedError } from '../errors';
import { userCtx } from '../testing/database';
import { createDistributor, createUser } from '../testing/factories';
import { getQueue, QUEUE_COUNTED } from './get-queue';

beforeEach(async () => {
  await database().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
});

const add = (task: string, seconds: number, priority = 0) => database().$executeRaw`
  SELECT graphile_worker.add_job(${task}, run_at => now() + make_interval(secs => ${seconds}), priority => ${priority}::int)`;
const mark = (task: string, state: 'running' | 'failed') => database().$executeRaw`
  UPDATE graphile_worker._private_jobs AS job SET
    locked_at = CASE WHEN ${state} = 'running' THEN now() END, locked_by = CASE WHEN ${state} = 'running' THEN 'pool-x' END,
    attempts = CASE WHEN ${state} = 'running' THEN 1 ELSE max_attempts END
  FROM graphile_worker._private_tasks AS task WHERE task.id = job.task_id AND task.identifier = ${task}`;
const admin = async () => userCtx(await createUser({ role: 'ADMIN' }));

test('an empty queue has nothing to say', async () => {
  expect(await getQueue(await admin())).toEqual({
    length: 0,
    oldest_seconds: null,
    running: 0,
    failed: 0,
    scheduled: 0,
  });
});

test('counts by what becomes of a job, at every priority', async () => {
  await add('due', -30);
  await add('due_sooner', -90, 5);
  await add('due_first', -10, -3);
  await add('later', 3_600);
  await add('at_work', -300);
  await add('given_up', -86_400);
  await mark('at_work', 'running');
  await mark('given_up', 'failed');
  const figures = await getQueue(await admin());
  expect(figures).toMatchObject({ length: 4, running: 1, failed: 1, scheduled: 1 });
  expect(figures.oldest_seconds).toBeGreaterThanOrEqual(90);
  expect(figures.oldest_seconds).toBeLessThan(120);
});

test('a count ends where it says nothing more', async () => {
  await database().$executeRaw`SELECT graphile_worker.add_job('many')`;
  await database().$executeRaw`
    INSERT INTO graphile_worker._private_jobs (task_id, payload, run_at)
    SELECT task_id, payload, run_at FROM graphile_worker._private_jobs, generate_series(1, ${QUEUE_COUNTED + 500})`;
  expect(await getQueue(await admin())).toMatchObject({ length: QUEUE_COUNTED + 1, scheduled: 0 });
});

test('the queue is for administrators', async () => {
  for (const person of [await createDistributor(), await createUser({ role: 'OPERATOR' })])
    await expect(getQueue(userCtx(person))).rejects.toBeInstanceOf(PermissionDeniedError);
});
