import { issueCodesJob, issueJobKey } from '../lib/codes/jobs';
import { database } from '../lib/db';
import type { Prisma } from '../lib/generated/prisma/client';
import { enqueue } from '../lib/queue';
import { testCtx } from '../lib/testing/database';
import { inTransaction } from '../lib/transaction';

/** Leaves a placed order as a worker does that was stopped before its first code: paid, begun, and nobody at it. */
export function isBeingIssued(orderNo: string, more: Prisma.OrderUpdateInput = {}) {
  return database().order.update({
    where: { orderNo },
    data: {
      status: 'CONFIRMED',
      paymentStatus: 'PAID',
      paidAt: new Date(),
      fulfillmentStatus: 'PROCESSING',
      tracking: { create: [{ status: 'CONFIRMED', actor: 'provider:sandbox' }] },
      ...more,
    },
  });
}

/** The job that such an order waits for; one for later keeps those away who look for orders without any. */
export function issue(orderId: number, runAt?: Date) {
  return inTransaction(testCtx(), (tx) =>
    enqueue(tx, issueCodesJob, { order_id: orderId }, { key: issueJobKey(orderId), runAt }),
  );
}
