import { closeAlert, raiseAlert } from '../alerts';
import type { Tx } from '../context';
import type { RefundStatus } from '../generated/prisma/enums';
import { amountFrom } from '../money';
import type { LockedPayment, LockedRefund } from './lock-payment';

/** The status in which a refund asks for people, by the alert that calls them. */
const ASKS = {
  'payments.refund_failed': 'FAILED',
  'payments.refund_awaits_approval': 'AWAITING_APPROVAL',
} as const satisfies Record<string, RefundStatus>;

type RefundAlert = keyof typeof ASKS;
type About = Pick<LockedPayment, 'order_no' | 'order_id' | 'currency'>;

/** Alerts of refunds are an order's, so that its page shows them. */
export async function raiseRefundAlert(
  tx: Tx,
  { order_no, currency }: About,
  rule: RefundAlert,
  refund: Pick<LockedRefund, 'id'> & { amount: { toString(): string } },
  facts: Record<string, string> = {},
) {
  const amount = amountFrom(refund.amount);
  await raiseAlert(tx, rule, order_no, { order_no, refund_id: refund.id, amount, currency, ...facts });
}

/** Ends the alert once no refund of the order asks for anybody any more. */
export async function closeRefundAlert(tx: Tx, { order_id, order_no }: About, rule: RefundAlert) {
  const others = await tx.db.refund.count({ where: { status: ASKS[rule], payment: { orderId: order_id } } });
  if (others === 0) await closeAlert(tx, rule, order_no);
}
