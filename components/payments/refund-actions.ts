import type { ShownRefund } from '@/lib/payments/refund-rows';
import type { ActionResult } from '@/lib/web/define-action';

/** What the moves of a refund have to know of it. */
export type MovableRefund = Pick<
  ShownRefund,
  'id' | 'status' | 'amount' | 'currency' | 'order_no' | 'reason'
> & {
  requested_by: { name: string } | null;
};

/** What pages hand to the moves of a refund. The key of a form makes it act once. */
export type RefundActions = {
  approve: (input: { refund_id: number }, formKey?: string) => Promise<ActionResult<unknown>>;
  reject: (input: { refund_id: number; reason: string }, formKey?: string) => Promise<ActionResult<unknown>>;
  retry: (input: { refund_id: number }) => Promise<ActionResult<unknown>>;
};
