import { beforeEach, expect, test } from 'vitest';
import { issueCodesJob } from '../codes/jobs';
import { sendTestEvent } from '../webhooks/send-test-event';
import type { Ctx } from '../context';
import { database } from '../db';
import { InvalidStateTransitionError, PermissionDeniedError, ResourceNotFoundError } from '../errors';
import { sendInvitationJob } from '../members/jobs';
import { redeemCode } from '../members/redeem-code';
import { sendSandboxEventJob } from '../payments/jobs';
import { deliverEventJob } from '../webhooks/jobs';
import { enqueue, type JobOptions } from '../queue';
import { inTransaction } from '../transaction';
import { atOnce, outcomes, publicCtx, testCtx, userCtx } from '../testing/database';
import { addEndpoint } from '../testing/webhooks';
import { createCode, createDistributor, createTeam, createUser, unique } from '../testing/factories';
import { listFailedTasks } from './list-failed-tasks';
import { listJobs } from './list-jobs';
import { retryFailedJobs } from './retry-failed-jobs';
import { retryJob } from './retry-job';
import { JOB_STATES, ListJobsQuery, type JobState } from './schema';

let admin: Ctx;

beforeEach(async () => {
  await database().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
  admin = userCtx(await createUser({ role: 'ADMIN' }));
});

const later = () => new Date(Date.now() + 3_600_000);

/** A job in that state; it is about the order of that id. */
async function createJob(state: JobState, orderId = 1, options: JobOptions = {}) {
  const runAt = state === 'scheduled' ? later() : new Date(Date.now() - 60_000);
  const id = await inTransaction(testCtx(), (tx) =>
    enqueue(tx, issueCodesJob, { order_id: orderId }, { runAt, maxAttempts: 8, ...options }),
  );
  if (state === 'running')
    await database().$executeRaw`
      UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'pool-x', attempts = 1 WHERE id = ${id}`;
  if (state === 'failed')
    await database().$executeRaw`
      UPDATE graphile_worker._private_jobs SET attempts = max_attempts, last_error = 'disk full' WHERE id = ${id}`;
  return Number(id);
}

const list = async (query: object = {}) => listJobs(admin, ListJobsQuery.parse(query));
const idsOf = async (query: object = {}) => (await list(query)).items.map(({ id }) => id);
const stateOf = async (id: number) => (await list()).items.find((job) => job.id === id);
const auditOf = (ctx: Ctx) => database().auditEntry.findMany({ where: { requestId: ctx.requestId } });

test('each job is in one state, and the list can be narrowed to it', async () => {
  const ids = new Map<JobState, number>();
  for (const state of JOB_STATES) ids.set(state, await createJob(state));
  const all = await list();
  expect(all.items.map(({ id, state }) => [state, id])).toEqual([...ids].toReversed());
  for (const [state, id] of ids) expect(await idsOf({ state })).toEqual([id]);
  expect(await idsOf({ task: 'codes.issue-codes', state: 'due' })).toEqual([ids.get('due')]);
  expect(await idsOf({ task: 'payments.settled' })).toEqual([]);
  expect(await stateOf(ids.get('failed')!)).toMatchObject({
    task: 'codes.issue-codes',
    attempts: 8,
    max_attempts: 8,
    error: { short: 'disk full', whole: null },
  });
});

test('pages run from the newest to the oldest and back', async () => {
  const ids: number[] = [];
  for (let count = 0; count < 5; count += 1) ids.unshift(await createJob('failed'));
  const first = await list({ state: 'failed', limit: '2' });
  const second = await list({ state: 'failed', limit: '2', cursor: first.next_cursor });
  const third = await list({ state: 'failed', limit: '2', cursor: second.next_cursor });
  expect([...first.items, ...second.items, ...third.items].map(({ id }) => id)).toEqual(ids);
  expect(third.next_cursor).toBe(null);
  expect((await list({ state: 'failed', limit: '2', cursor: second.previous_cursor })).items).toEqual(
    first.items,
  );
});

test('a job says what it is about', async () => {
  await createTeam();
  const { code, order } = await createCode();
  const email = `${unique('customer')}@example.com`;
  await redeemCode(publicCtx(), { code, email });
  const distributor = await createDistributor();
  const endpoint = await addEndpoint(distributor, 'https://8.8.8.8:8443/hook?key=secret');
  await sendTestEvent(userCtx(distributor), { endpoint_id: endpoint.endpoint_id });
  const delivery = await database().webhookDelivery.findFirstOrThrow({
    where: { endpointId: endpoint.endpoint_id },
  });
  await database().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
  const { id: invitationId } = await database().inviteRecord.findFirstOrThrow({ where: { email } });
  const payment = await database().payment.findFirstOrThrow({ where: { orderId: order.id } });
  await inTransaction(testCtx(), async (tx) => {
    await enqueue(tx, issueCodesJob, { order_id: order.id });
    await enqueue(tx, issueCodesJob, { order_id: 2_000_000_000 });
    await enqueue(tx, sendInvitationJob, { invitation_id: invitationId });
    await enqueue(tx, sendSandboxEventJob, { payment_id: payment.id, kind: 'succeeded' });
    await enqueue(tx, deliverEventJob, { delivery_id: delivery.id });
  });
  await database().$executeRaw`
    SELECT graphile_worker.add_job('accounts.send-password-link', '{"email": "a@example.com", "order_id": "x"}')`;
  await database().$executeRaw`SELECT graphile_worker.add_job('test.odd', '[1, "x"]')`;
  const { items } = await list();
  expect(items.map(({ about }) => about).toReversed()).toEqual([
    { kind: 'order', order_no: order.orderNo },
    null,
    { kind: 'invitation', id: invitationId, email },
    { kind: 'order', order_no: order.orderNo },
    { kind: 'delivery', id: delivery.id, distributor_id: distributor.id, host: '8.8.8.8:8443' },
    { kind: 'person', email: 'a@example.com' },
    null,
  ]);
});

test('whatever a job carries, its line is short and leads nowhere else', async () => {
  const odd = [
    { order_no: '../../x' },
    { order_no: 'ORD1234"><b>' },
    { email: 'x'.repeat(900_000) },
    { order_id: 1e99, member_id: [], invitation_id: -1 },
    [[]],
    null,
  ];
  for (const payload of odd)
    await database().$executeRaw`
      SELECT graphile_worker.add_job(${`test.<${unique('odd')}>`}, ${JSON.stringify(payload)}::json, max_attempts => 1)`;
  await database().$executeRaw`
    UPDATE graphile_worker._private_jobs SET attempts = 1, last_error = ${`a\nb ${'y'.repeat(500_000)}`}`;
  const { items } = await list();
  expect(items.map(({ about }) => about)).toEqual(odd.map(() => null));
  expect(items[0]?.error?.whole).toHaveLength(8_000);
  expect(JSON.stringify(items).length).toBeLessThan(60_000);
});

test('a job that was given up runs again from its first attempt, one that was put off at once', async () => {
  const failed = await createJob('failed');
  const scheduled = await createJob('scheduled');
  await retryJob(admin, { job_id: failed });
  expect(await stateOf(failed)).toMatchObject({ state: 'due', attempts: 0 });
  expect(await auditOf(admin)).toMatchObject([
    {
      action: 'monitoring.retry-job',
      entity: 'job',
      entityId: String(failed),
      before: { state: 'failed', attempts: 8 },
      after: { state: 'due', task: 'codes.issue-codes' },
    },
  ]);
  await retryJob(admin, { job_id: scheduled });
  expect(await stateOf(scheduled)).toMatchObject({ state: 'due' });
});

test('a job at work, one that is due and one that is gone are left alone', async () => {
  for (const state of ['running', 'due'] as const) {
    const id = await createJob(state);
    await expect(retryJob(admin, { job_id: id })).rejects.toBeInstanceOf(InvalidStateTransitionError);
    expect(await stateOf(id)).toMatchObject({ state });
  }
  await expect(retryJob(admin, { job_id: 2_000_000_000 })).rejects.toBeInstanceOf(ResourceNotFoundError);
  expect(await auditOf(admin)).toEqual([]);
});

test('of five who retry a job at once, one does', async () => {
  const id = await createJob('failed');
  const { values, errors } = outcomes(await atOnce(5, () => retryJob(admin, { job_id: id })));
  expect(values).toHaveLength(1);
  for (const error of errors) expect(error).toBeInstanceOf(InvalidStateTransitionError);
  expect(await auditOf(admin)).toHaveLength(1);
});

test('a form that is sent twice retries once', async () => {
  const ctx = userCtx(await createUser({ role: 'ADMIN' }), unique('key'));
  const id = await createJob('failed');
  const answer = { job_id: id, task: 'codes.issue-codes' };
  expect(await retryJob(ctx, { job_id: id })).toEqual(answer);
  expect(await retryJob(ctx, { job_id: id })).toEqual(answer);
});

test('all failed jobs of a task run again, and nothing else', async () => {
  const failed = [await createJob('failed'), await createJob('failed')];
  const others = [await createJob('running'), await createJob('scheduled')];
  await database().$executeRaw`SELECT graphile_worker.add_job('test.other', max_attempts => 1)`;
  await database().$executeRaw`UPDATE graphile_worker._private_jobs SET attempts = 1 WHERE max_attempts = 1`;
  expect(await listFailedTasks(admin)).toEqual([
    { task: 'codes.issue-codes', failed: 2 },
    { task: 'test.other', failed: 1 },
  ]);
  const racers = await atOnce(3, () => retryFailedJobs(admin, { task: 'codes.issue-codes' }));
  const { values } = outcomes(racers);
  expect(values.reduce((sum, { retried }) => sum + retried, 0)).toBe(2);
  expect(await idsOf({ state: 'due' })).toEqual(failed.toReversed());
  expect((await list()).items.filter(({ id }) => others.includes(id)).map(({ state }) => state)).toEqual([
    'scheduled',
    'running',
  ]);
  expect(await listFailedTasks(admin)).toEqual([{ task: 'test.other', failed: 1 }]);
  const audits = await auditOf(admin);
  expect(audits.every(({ entity, entityId }) => entity === 'task' && entityId === 'codes.issue-codes')).toBe(
    true,
  );
  expect(audits.reduce((sum, { after }) => sum + (after as { retried: number }).retried, 0)).toBe(2);
});

test('jobs are for administrators', async () => {
  const id = await createJob('failed');
  for (const person of [await createDistributor(), await createUser({ role: 'OPERATOR' })]) {
    const ctx = userCtx(person);
    const asked = [
      listJobs(ctx, ListJobsQuery.parse({})),
      listFailedTasks(ctx),
      retryJob(ctx, { job_id: id }),
      retryFailedJobs(ctx, { task: 'codes.issue-codes' }),
    ];
    for (const answer of asked) await expect(answer).rejects.toBeInstanceOf(PermissionDeniedError);
  }
  expect(await stateOf(id)).toMatchObject({ state: 'failed' });
});
