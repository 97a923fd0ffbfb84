import type { EventOutcome, RefundStatus } from '../generated/prisma/enums';
import { isMore, sameAmount } from '../money';
import type { RefundReport } from './providers/provider';

export type ReportedRefund = {
  status: RefundStatus;
  /** Of the attempt that was made last. */
  key: string;
  amount: string;
  currency: string;
  provider_refund_id: string | null;
  /** The provider itself has refused it: its amount may have been asked for anew. */
  refused: boolean;
  /** What is left of the payment beside it. */
  refundable: string;
};

/** What a provider's word on a refund means where things stand now. Its word that money has left is never ignored. */
export function refundOutcomeOf(report: RefundReport, refund: ReportedRefund | undefined): EventOutcome {
  if (!refund) return 'UNMATCHED';
  const { status, refused, provider_refund_id: known } = refund;
  if (report.kind === 'refund_succeeded') {
    if (!fits(report, refund)) return 'MISMATCH';
    if (status === 'SUCCEEDED') return 'NO_CHANGE';
    if (status === 'FAILED' && refused && isMore(refund.amount, refund.refundable)) return 'MISMATCH';
    return status === 'PROCESSING' || status === 'FAILED' ? 'REFUNDED' : 'MISMATCH';
  }
  // Of an attempt before this one.
  if (report.refund_key !== undefined && report.refund_key !== refund.key) return 'NO_CHANGE';
  if (known !== null && known !== report.provider_refund_id) return 'NO_CHANGE';
  if (status === 'SUCCEEDED') return 'MISMATCH';
  return status === 'PROCESSING' || (status === 'FAILED' && !refused) ? 'REFUND_FAILED' : 'NO_CHANGE';
}

/** Whether so much went back as was asked for, where the provider tells how much. */
function fits({ amount, currency }: RefundReport, refund: ReportedRefund) {
  return amount === undefined || (sameAmount(amount, refund.amount) && currency === refund.currency);
}
