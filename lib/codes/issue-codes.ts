import { closeAlert } from '../alerts';
import { recordAudit } from '../audit';
import type { Ctx, Tx } from '../context';
import { logEvent, logWarning } from '../log';
import { completeOrder } from '../orders/complete-order';
import { authorize } from '../permissions';
import { enqueue } from '../queue';
import { inTransaction } from '../transaction';
import { failIssue } from './fail-issue';
import { insertCodes } from './insert-codes';
import type { IssueOutcome } from './issue-outcome';
import { ISSUE_CRASHES, issueCodesJob, issueJobKey } from './jobs';
import { lockIssue, refusalOf, type Issue } from './lock-issue';

/**
 * Issues the codes of a paid order, batch by batch, and completes the order with the last one. Each batch is a transaction
 * that begins with the order's row: two runs at once share the work, a killed one loses its batch only, and an order that
 * was cancelled meanwhile gets no more. A failure is committed with the next attempt and does not throw.
 * @param stop asks the run to leave after its present batch; another job goes on
 */
export async function issueCodes(
  ctx: Ctx,
  { order_id }: { order_id: number },
  stop?: AbortSignal,
): Promise<IssueOutcome> {
  authorize(ctx, 'codes.issue-codes');
  try {
    for (;;) {
      const ended = await inTransaction(ctx, (tx) => issueBatch(tx, order_id, stop));
      if (!ended) continue;
      logEvent('codes_issue_ended', { order_id, ...ended, request_id: ctx.requestId });
      return ended;
    }
  } catch (error) {
    return failIssue(ctx, order_id, error);
  }
}

/** One batch. @returns how the run ended, or undefined while there is more to do */
async function issueBatch(tx: Tx, orderId: number, stop?: AbortSignal): Promise<IssueOutcome | undefined> {
  const issue = await lockIssue(tx, orderId);
  if (!issue) return { outcome: 'refused', reason: 'Order not found' };
  const reason = refusalOf(issue);
  if (reason) return { outcome: 'refused', reason };
  if (stop?.aborted) {
    await enqueue(
      tx,
      issueCodesJob,
      { order_id: orderId },
      { key: issueJobKey(orderId), maxAttempts: ISSUE_CRASHES },
    );
    return { outcome: 'interrupted' };
  }
  if (issue.fulfillment_status === 'PENDING') await begin(tx, issue);
  const delivered = issue.delivered_count + (await insertCodes(tx, issue));
  return delivered < issue.expected_count ? undefined : finish(tx, issue);
}

async function begin(tx: Tx, issue: Issue) {
  await tx.db.$executeRaw`
    UPDATE orders SET fulfillment_status = 'PROCESSING', updated_at = now(),
      codes_expire_at = coalesce(codes_expire_at, now() + make_interval(days => code_expires_days))
    WHERE id = ${issue.id}`;
  await recordAudit(tx, {
    action: 'codes.issue-codes',
    entity: 'order',
    entityId: issue.order_no,
    before: { fulfillment_status: 'PENDING' },
    after: { fulfillment_status: 'PROCESSING', expected_count: issue.expected_count },
  });
}

/** Counts what is really there before anybody is told that it is complete. */
async function finish(tx: Tx, issue: Issue): Promise<IssueOutcome | undefined> {
  const issued = await tx.db.redeemCode.count({ where: { orderId: issue.id } });
  if (issued !== issue.expected_count) {
    logWarning('an order had other codes than it said', {
      event: 'codes_recounted',
      order_no: issue.order_no,
      issued,
    });
    await tx.db
      .$executeRaw`UPDATE orders SET delivered_count = ${issued}, updated_at = now() WHERE id = ${issue.id}`;
    await tx.db.$executeRaw`UPDATE code_counters SET total = ${issued} WHERE order_id = ${issue.id}`;
    return undefined;
  }
  await completeOrder(tx, { order_id: issue.id });
  await closeAlert(tx, 'codes.issue_failed', issue.order_no);
  await recordAudit(tx, {
    action: 'codes.issue-codes',
    entity: 'order',
    entityId: issue.order_no,
    after: { fulfillment_status: 'COMPLETED', delivered_count: issued },
  });
  return { outcome: 'issued' };
}
