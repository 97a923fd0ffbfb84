import type { z } from 'zod';
import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { InvalidStateTransitionError, OrderNotFoundError } from '../errors';
import { logEvent } from '../log';
import { authorize } from '../permissions';
import { enqueue } from '../queue';
import { inTransaction } from '../transaction';
import { ISSUE_CRASHES, issueCodesJob, issueJobKey } from './jobs';
import type { CodeOrderParams } from './schema';

type Rerun = { id: number; fulfillment_status: string; fulfillment_error: string | null };

/**
 * Runs the failed issuing of an order again. It goes on from the codes that are there.
 * @throws OrderNotFoundError
 * @throws InvalidStateTransitionError when issuing has not failed, or the order was cancelled or refunded
 */
export async function rerunIssue(ctx: Ctx, { order_no }: z.output<typeof CodeOrderParams>) {
  authorize(ctx, 'codes.rerun-issue');
  await inTransaction(
    ctx,
    async (tx) => {
      const [order] = await tx.db.$queryRaw<(Rerun & { may_run: boolean })[]>`
        SELECT id, fulfillment_status, fulfillment_error, fulfillment_status = 'FAILED' AND status = 'CONFIRMED'
          AND payment_status <> 'REFUNDED' AS may_run
        FROM orders WHERE order_no = ${order_no} AND type = 'CODES' FOR NO KEY UPDATE`;
      if (!order) throw new OrderNotFoundError(order_no);
      if (!order.may_run)
        throw new InvalidStateTransitionError('fulfillment', order.fulfillment_status, 'PROCESSING');
      await tx.db.$executeRaw`
        UPDATE orders SET fulfillment_status = 'PROCESSING', fulfillment_attempts = 0, fulfillment_error = NULL, updated_at = now()
        WHERE id = ${order.id}`;
      await recordAudit(tx, {
        action: 'codes.rerun-issue',
        entity: 'order',
        entityId: order_no,
        before: { fulfillment_status: 'FAILED', fulfillment_error: order.fulfillment_error },
        after: { fulfillment_status: 'PROCESSING' },
      });
      const job = { key: issueJobKey(order.id), maxAttempts: ISSUE_CRASHES };
      await enqueue(tx, issueCodesJob, { order_id: order.id }, job);
      return { order_no };
    },
    { verb: 'codes.rerun-issue', input: { order_no } },
  );
  logEvent('codes_issue_rerun', { order_no, request_id: ctx.requestId });
  return { order_no };
}
