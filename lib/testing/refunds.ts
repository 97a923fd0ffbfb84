import { database } from '../db';
import { refundJobKey } from '../payments/jobs';

/** What the jobs that wait for a refund carry. */
export async function jobsOfRefund(refundId: number) {
  const rows = await database().$queryRaw<{ payload: Record<string, unknown> }[]>`
    SELECT payload FROM graphile_worker._private_jobs WHERE key = ${refundJobKey(refundId)}`;
  return rows.map(({ payload }) => payload);
}

/** Facts about refunds of an order that were announced. */
export async function refundedFacts(orderNo: string) {
  const rows = await database().$queryRaw<{ payload: Record<string, unknown> }[]>`
    SELECT payload FROM graphile_worker._private_jobs AS job JOIN graphile_worker._private_tasks AS task ON task.id = job.task_id
    WHERE task.identifier = 'payments.refunded' AND payload ->> 'order_no' = ${orderNo} ORDER BY job.id`;
  return rows.map(({ payload }) => payload);
}

/** As if the process at work on it had died so long ago that its attempt is not trusted any more. */
export async function passClaim(refundId: number) {
  await database().refund.updateMany({
    where: { id: refundId, claimedUntil: { not: null } },
    data: { claimedUntil: new Date(Date.now() - 1_000) },
  });
}

/** Where a refund, its payment and its order have come to. */
export async function standingOf(refundId: number) {
  const { payment, ...refund } = await database().refund.findUniqueOrThrow({
    where: { id: refundId },
    include: { payment: { include: { order: true } } },
  });
  return {
    refund: refund.status,
    payment: payment.status,
    order: payment.order.paymentStatus,
    error_code: refund.errorCode,
    attempts: refund.attempts,
    known: refund.finishedAt !== null,
  };
}
