import { recordAudit } from '../audit';
import type { Ctx, Tx } from '../context';
import { Prisma } from '../db';
import { TechnicalError } from '../errors';
import { logWarning } from '../log';
import { authorize } from '../permissions';
import { enqueue, jobUnderKey } from '../queue';
import { inTransaction } from '../transaction';
import { failIssue } from './fail-issue';
import { ISSUE_CRASHES, ISSUE_JOBS, issueCodesJob, issueJobKey } from './jobs';

type Stalled = { id: number; order_no: string; given_up: boolean | null };

/** A payment is announced in the moment it settles; an order this long without a job was forgotten. */
const ANNOUNCED_WITHIN = Prisma.sql`interval '30 seconds'`;

/**
 * Finds paid orders whose codes nobody is going to issue, and sees to them: without a job they get one; where crashes
 * have used the job up, issuing has failed.
 * @returns how many orders were seen to
 */
export async function resumeIssues(ctx: Ctx): Promise<{ resumed: number }> {
  authorize(ctx, 'codes.resume-issues');
  const stalled = await ctx.db.$queryRaw<Stalled[]>`
    SELECT bought.id, bought.order_no, job.given_up
    FROM orders AS bought LEFT JOIN LATERAL (${jobUnderKey(Prisma.sql`${ISSUE_JOBS} || bought.id`)}) AS job ON true
    WHERE bought.type = 'CODES' AND bought.status = 'CONFIRMED' AND bought.payment_status <> 'REFUNDED'
      AND (bought.fulfillment_status = 'PROCESSING'
        OR (bought.fulfillment_status = 'PENDING' AND bought.paid_at < now() - ${ANNOUNCED_WITHIN}))
      AND job.given_up IS NOT FALSE
    ORDER BY bought.id LIMIT 100`;
  for (const order of stalled) {
    if (order.given_up) await failIssue(ctx, order.id, crashes(order), 'final');
    else await inTransaction(ctx, (tx) => resume(tx, order));
  }
  return { resumed: stalled.length };
}

async function resume(tx: Tx, { id, order_no }: Stalled) {
  logWarning('an order waited for codes without a job', { event: 'issue_resumed', order_no });
  // Other workers may have found it at the same time.
  const job = { key: issueJobKey(id), maxAttempts: ISSUE_CRASHES, keepExisting: true };
  await enqueue(tx, issueCodesJob, { order_id: id }, job);
  await recordAudit(tx, { action: 'codes.resume-issues', entity: 'order', entityId: order_no });
}

function crashes({ order_no }: Stalled) {
  return new TechnicalError(`issuing ${order_no} took ${ISSUE_CRASHES} workers down`, {
    errorCode: 'INTERNAL_ERROR',
  });
}
