import { raiseAlert } from '../alerts';
import { recordAudit } from '../audit';
import { now } from '../clock';
import type { Ctx } from '../context';
import { asAppError } from '../errors';
import { logError } from '../log';
import { authorize } from '../permissions';
import { enqueue } from '../queue';
import { inTransaction } from '../transaction';
import type { IssueOutcome } from './issue-outcome';
import { ISSUE_CRASHES, issueCodesJob, issueJobKey } from './jobs';

const ATTEMPTS = 3;
const PAUSE_MS = 60_000;

type Failed = { order_no: string; fulfillment_status: 'PROCESSING' | 'FAILED'; fulfillment_attempts: number };

/**
 * Notes that issuing the codes of an order failed, together with the job that tries again in a minute. After the third
 * time people are called. What went wrong in detail is in the log; the order keeps the code of its explanation.
 * @param final set where nothing is to be tried again, however few attempts there were
 */
export async function failIssue(
  ctx: Ctx,
  orderId: number,
  error: unknown,
  final?: 'final',
): Promise<IssueOutcome> {
  authorize(ctx, 'codes.issue-codes');
  const { errorCode } = asAppError(error);
  logError(error, {
    event: 'codes_issue_failed',
    order_id: orderId,
    request_id: ctx.requestId,
    error_code: errorCode,
  });
  return inTransaction(ctx, async (tx) => {
    // Issuing has begun with this, even where its first batch was undone: the codes' last day is fixed as it is there.
    const [order] = await tx.db.$queryRaw<Failed[]>`
      UPDATE orders SET fulfillment_attempts = fulfillment_attempts + 1, fulfillment_error = ${errorCode},
        fulfillment_status = CASE WHEN ${final === 'final'} OR fulfillment_attempts + 1 >= ${ATTEMPTS} THEN 'FAILED' ELSE 'PROCESSING' END
          ::fulfillment_status, updated_at = now(),
        codes_expire_at = coalesce(codes_expire_at, now() + make_interval(days => code_expires_days))
      WHERE id = ${orderId} AND type = 'CODES' AND status = 'CONFIRMED' AND fulfillment_status IN ('PENDING', 'PROCESSING')
        AND payment_status <> 'REFUNDED'
      RETURNING order_no, fulfillment_status, fulfillment_attempts`;
    // Cancelled, or finished by another run: there is nothing left to fail.
    if (!order) return { outcome: 'refused', reason: 'Order moved on' };
    const facts = { fulfillment_error: errorCode, fulfillment_attempts: order.fulfillment_attempts };
    await recordAudit(tx, {
      action: 'codes.issue-codes',
      entity: 'order',
      entityId: order.order_no,
      after: { fulfillment_status: order.fulfillment_status, ...facts },
    });
    if (order.fulfillment_status === 'FAILED') {
      await raiseAlert(tx, 'codes.issue_failed', order.order_no, facts);
      return { outcome: 'failed' };
    }
    await enqueue(
      tx,
      issueCodesJob,
      { order_id: orderId },
      { key: issueJobKey(orderId), maxAttempts: ISSUE_CRASHES, runAt: new Date(now().getTime() + PAUSE_MS) },
    );
    return { outcome: 'retrying' };
  });
}
