import type { Ctx } from '../context';
import { isDuplicate } from '../database-errors';
import type { EventOutcome } from '../generated/prisma/enums';
import { logEvent } from '../log';
import { authorize } from '../permissions';
import { payOrder } from './pay-order';
import type { PaymentReport, RefundReport } from './providers/provider';
import { recordOutcome } from './record-outcome';
import { settleRefundReport } from './settle-refund';

type Reported = {
  id: bigint;
  provider: string;
  report: PaymentReport | RefundReport;
  /** Nobody has found an outcome for it before. */
  isNew: boolean;
};

/**
 * Acts upon what an event of the inbox reports. The common case is tried as one statement; whatever it leaves alone is looked
 * at closely.
 * @returns null when the event has had its outcome already
 */
export async function settleReport(
  ctx: Ctx,
  { id, provider, report, isNew }: Reported,
): Promise<EventOutcome | null> {
  authorize(ctx, 'payments.settle-payment');
  if ('refund_id' in report) return settleRefundReport(ctx, { id, provider, report });
  const isSimple = isNew && report.kind === 'succeeded';
  const paid = isSimple && (await payOrder(ctx, { id, provider }, report).catch(unlessTaken));
  const outcome = paid ? 'SETTLED' : await recordOutcome(ctx, { id, provider, report });
  if (outcome) logOutcome(ctx, provider, report, outcome);
  return outcome;
}

export function logOutcome(
  { requestId }: Ctx,
  provider: string,
  report: PaymentReport,
  outcome: EventOutcome,
) {
  const type = outcome === 'SETTLED' ? 'payment_completed' : 'payment_event_answered';
  logEvent(type, { ...report, method: provider, outcome, request_id: requestId });
}

/** Another event took the same transaction, or paid the same order, in the same moment: that is looked at closely, too. */
function unlessTaken(error: unknown) {
  if (isDuplicate(error)) return false;
  throw error;
}
