import type { Ctx } from '../context';
import type { EventOutcome } from '../generated/prisma/enums';
import { authorize } from '../permissions';
import type { RefundReport } from './providers/provider';

type ReportedRefund = { id: bigint; provider: string; report: RefundReport };

/**
 * Acts upon what an event of the inbox says of a refund.
 * @returns REFUNDED, REFUND_FAILED, NO_CHANGE or UNMATCHED; null when the event has had its outcome already
 */
export async function settleRefundReport(
  ctx: Ctx,
  { id, report }: ReportedRefund,
): Promise<EventOutcome | null> {
  authorize(ctx, 'payments.settle-payment');
  // The event stays open in the inbox, and is taken up again by the sweep.
  return Promise.reject(new Error(`event ${id}: refund ${report.refund_id} cannot be settled yet`));
}
