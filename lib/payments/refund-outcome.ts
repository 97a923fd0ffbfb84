import type { EventOutcome, RefundStatus } from '../generated/prisma/enums';
import { isMore } from '../money';
import type { RefundReport } from './providers/provider';

export type ReportedRefund = {
  status: RefundStatus;
  amount: string;
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
    if (status === 'SUCCEEDED') return 'NO_CHANGE';
    if (status === 'FAILED' && refused && isMore(refund.amount, refund.refundable)) return 'MISMATCH';
    return status === 'PROCESSING' || status === 'FAILED' ? 'REFUNDED' : 'MISMATCH';
  }
  // Of an attempt before this one.
  if (known !== null && known !== report.provider_refund_id) return 'NO_CHANGE';
  if (status === 'SUCCEEDED') return 'MISMATCH';
  return status === 'PROCESSING' || (status === 'FAILED' && !refused) ? 'REFUND_FAILED' : 'NO_CHANGE';
}
