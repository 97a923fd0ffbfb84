import { afterEach, expect, test, vi } from 'vitest';
import { database } from '../db';
import { expectDataClean, verifyData } from '../monitoring/verify-data';
import { atOnce, outcomes, testCtx, userCtx } from '../testing/database';
import { createUser } from '../testing/factories';
import { createPaidOrder } from '../testing/payment-events';
import { playRefundGateway } from '../testing/refund-gateway';
import { jobsOfRefund, standingOf } from '../testing/refunds';
import { carryOutRefund } from './carry-out-refund';
import { reconcileRefunds } from './reconcile-refunds';
import { requestRefund } from './request-refund';

afterEach(() => {
  vi.restoreAllMocks();
});

/** A refund that has waited so long, with its job or without. */
async function waitingRefund(minutes: number, job: 'kept' | 'lost' | 'given up') {
  const { payment_id } = await createPaidOrder();
  const admin = userCtx(await createUser({ role: 'ADMIN' }));
  const { refund_id } = await requestRefund(admin, { payment_id, reason: 'x' });
  await database().$executeRaw`
    UPDATE refunds SET updated_at = now() - make_interval(mins => ${minutes}) WHERE id = ${refund_id}`;
  const key = `refund:${refund_id}`;
  if (job === 'lost')
    await database().$executeRaw`DELETE FROM graphile_worker._private_jobs WHERE key = ${key}`;
  if (job === 'given up')
    await database().$executeRaw`
      UPDATE graphile_worker._private_jobs SET attempts = max_attempts, locked_at = NULL WHERE key = ${key}`;
  return refund_id;
}

const attemptsOf = async (refundId: number) =>
  (
    await database().$queryRaw<{ attempts: number }[]>`
      SELECT attempts FROM graphile_worker._private_jobs WHERE key = ${`refund:${refundId}`}`
  ).map(({ attempts }) => attempts);

test('a refund whose job is lost or given up gets one, once by several at once; others are left to theirs', async () => {
  const forgotten = [await waitingRefund(20, 'lost'), await waitingRefund(20, 'given up')];
  const [young, kept] = [await waitingRefund(1, 'lost'), await waitingRefund(20, 'kept')];
  const names = async () => (await verifyData(testCtx())).map(({ name }) => name);
  expect(await names()).toEqual(['unfinished_refund']);
  const { errors } = outcomes(await atOnce(4, () => reconcileRefunds(testCtx())));
  expect(errors).toEqual([]);
  for (const id of [...forgotten, kept]) expect(await attemptsOf(id)).toEqual([0]);
  expect(await jobsOfRefund(young)).toEqual([]);
  expect(await names()).toEqual([]);
});

test('one that an older version only wrote down is carried out', async () => {
  playRefundGateway();
  const refund_id = await waitingRefund(20, 'lost');
  await database().refund.update({
    where: { id: refund_id },
    data: { status: 'REQUESTED', updatedAt: new Date(Date.now() - 3_600_000) },
  });
  expect(await reconcileRefunds(testCtx())).toMatchObject({ resumed: 1 });
  expect(await carryOutRefund(testCtx(), { refund_id, tries: 1 })).toBe('refunded');
  expect(await standingOf(refund_id)).toMatchObject({ refund: 'SUCCEEDED', order: 'REFUNDED' });
  await expectDataClean(testCtx());
});

test('only the clock looks after them', async () => {
  await expect(reconcileRefunds(userCtx(await createUser({ role: 'ADMIN' })))).rejects.toMatchObject({
    errorCode: 'PERMISSION_DENIED',
  });
});
