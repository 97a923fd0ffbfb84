import { beforeEach, expect, test } from 'vitest';
import { raiseAlert } from '../alerts';
import { failIssue } from '../codes/fail-issue';
import { issueCodes } from '../codes/issue-codes';
import { rerunIssue } from '../codes/rerun-issue';
import type { Ctx } from '../context';
import { database } from '../db';
import { PermissionDeniedError, UnauthenticatedError } from '../errors';
import { sendInvitationJob } from '../members/jobs';
import { cancelOrder } from '../orders/cancel-order';
import { enqueue } from '../queue';
import { publicCtx, testCtx, userCtx } from '../testing/database';
import { createDistributor, createUser, onlyTeams, unique } from '../testing/factories';
import { invite } from '../testing/invitations';
import { createPaidOrder, createUnpaidOrder, deliver, notificationOf } from '../testing/payment-events';
import { inTransaction } from '../transaction';
import { listMatters, type MatterKind } from './list-matters';
import { resolveAlert } from './resolve-alert';
import { retryFailedJobs } from './retry-failed-jobs';

let admin: Ctx;
beforeEach(async () => {
  // What other tests left to be done.
  await database().alert.updateMany({ where: { resolvedAt: null }, data: { resolvedAt: new Date() } });
  await database().order.updateMany({
    where: { type: 'CODES', status: 'CONFIRMED' },
    data: { paymentStatus: 'REFUNDED', fulfillmentStatus: 'PENDING' },
  });
  await database().inviteRecord.updateMany({
    where: { endReason: 'FAILED' },
    data: { endedAt: new Date('2020-01-01') },
  });
  await database().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
  admin = userCtx(await createUser({ role: 'ADMIN' }));
});

const matters = async () => (await listMatters(admin)).items;
const of = async (kind: MatterKind) => (await matters()).filter((matter) => matter.kind === kind);

async function failedIssue() {
  const order = await createPaidOrder({ codeCount: 5 });
  await failIssue(testCtx(), order.order_id, new Error('disk full'), 'final');
  return order;
}

test('where nothing waits for anybody there is nothing to say', async () => {
  const order = await createPaidOrder();
  await issueCodes(testCtx(), { order_id: order.order_id });
  await createUnpaidOrder();
  expect(await listMatters(admin)).toEqual({ items: [], more: [] });
});

test('an issue that failed is told once, and no more when it runs again or the order is cancelled', async () => {
  const order = await failedIssue();
  const { name } = await database().user.findUniqueOrThrow({ where: { id: order.buyer.id } });
  expect(await matters()).toEqual([
    {
      id: `issue_failed:${order.order_no}`,
      kind: 'issue_failed',
      since: expect.any(String) as string,
      order_no: order.order_no,
      buyer: name,
      expected_count: 5,
      delivered_count: 0,
      cause: 'INTERNAL_ERROR',
    },
  ]);
  await rerunIssue(admin, { order_no: order.order_no });
  expect(await matters()).toEqual([]);
  const other = await failedIssue();
  await cancelOrder(admin, { order_no: other.order_no, reason: 'Bought by mistake' });
  expect(await of('issue_failed')).toEqual([]);
});

test('an order that waits for its codes is told after ten minutes without any', async () => {
  const [paid, begun, fresh] = [await createPaidOrder(), await createPaidOrder(), await createPaidOrder()];
  const age = (order_id: number, minutes: number, state: 'PENDING' | 'PROCESSING') =>
    database().$executeRaw`
      UPDATE orders SET fulfillment_status = ${state}::fulfillment_status, updated_at = now() - make_interval(mins => ${minutes}),
        paid_at = now() - interval '1 hour' WHERE id = ${order_id}`;
  await age(paid.order_id, 11, 'PENDING');
  await age(begun.order_id, 11, 'PROCESSING');
  await age(fresh.order_id, 9, 'PROCESSING');
  const stuck = await of('issue_stuck');
  expect(stuck.map(({ id }) => id).toSorted()).toEqual(
    [`issue_stuck:${paid.order_no}`, `issue_stuck:${begun.order_no}`].toSorted(),
  );
});

test('money that does not fit is told until somebody has dealt with it', async () => {
  const order = await createUnpaidOrder();
  await deliver(notificationOf(order, { amount: '0.01' }));
  const [alert] = await of('alert');
  expect(alert).toMatchObject({
    rule: 'payments.mismatch',
    key: order.order_no,
    facts: { amount: '0.01', expected_amount: order.total_amount },
    count: 1,
  });
  if (alert?.kind !== 'alert') throw new Error('no alert');
  await resolveAlert(admin, { alert_id: alert.alert_id });
  expect(await matters()).toEqual([]);
});

test('jobs that were given up are told by task, whatever their alerts say, until they are retried', async () => {
  const ids = await Promise.all(
    [1, 2].map((invitation_id) =>
      inTransaction(testCtx(), (tx) => enqueue(tx, sendInvitationJob, { invitation_id }, { maxAttempts: 3 })),
    ),
  );
  expect(await matters()).toEqual([]);
  await database().$executeRaw`UPDATE graphile_worker._private_jobs SET attempts = max_attempts`;
  await inTransaction(testCtx(), (tx) =>
    raiseAlert(tx, 'queue.job_given_up', String(ids[0]), { task: sendInvitationJob.name, attempts: 3 }),
  );
  const task = sendInvitationJob.name;
  expect(await matters()).toMatchObject([{ id: `jobs_failed:${task}`, kind: 'jobs_failed', task, count: 2 }]);
  await retryFailedJobs(admin, { task });
  expect(await matters()).toEqual([]);
});

test('invitations that could not be sent are one matter for a day', async () => {
  await onlyTeams(5);
  const [one, two, old] = [await invite(), await invite(), await invite()];
  const fail = (id: number, endedAt: Date) =>
    database().$transaction(async (db) => {
      await db.inviteRecord.update({
        where: { id },
        data: { status: 'FAILED', endReason: 'FAILED', endedAt },
      });
    });
  await fail(one.id, new Date(Date.now() - 3_600_000));
  await fail(two.id, new Date());
  await fail(old.id, new Date(Date.now() - 25 * 3_600_000));
  const failed = await of('invitations_failed');
  expect(failed).toMatchObject([{ id: 'invitations_failed:all', count: 2 }]);
  expect(Date.parse(failed[0]!.since)).toBeLessThan(Date.now() - 3_500_000);
});

test('of many of a kind the oldest are shown, and that there are more', async () => {
  await failedIssue();
  const keys = Array.from({ length: 11 }, () => unique('ORD'));
  for (const key of keys)
    await inTransaction(testCtx(), (tx) => raiseAlert(tx, 'payments.late', key, { order_no: key }));
  const { items, more } = await listMatters(admin);
  expect(more).toEqual(['alert']);
  expect(items.map((matter) => matter.kind)).toEqual(['issue_failed', ...keys.slice(1).map(() => 'alert')]);
  expect(items.slice(1).map(({ id: _, ...matter }) => 'key' in matter && matter.key)).toEqual(
    keys.slice(0, 10),
  );
});

test('it is for administrators', async () => {
  for (const person of [await createUser({ role: 'OPERATOR' }), await createDistributor()])
    await expect(listMatters(userCtx(person))).rejects.toBeInstanceOf(PermissionDeniedError);
  await expect(listMatters(publicCtx())).rejects.toBeInstanceOf(UnauthenticatedError);
});
