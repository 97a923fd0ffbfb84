import type { Tx } from '../context';
import type { LockedOrder } from '../orders/lock-order';

export type Issue = Pick<
  LockedOrder,
  'id' | 'order_no' | 'type' | 'status' | 'payment_status' | 'fulfillment_status'
> & { expected_count: number; delivered_count: number };

/** The order whose codes are issued, held until the transaction ends: whoever else issues or cancels it waits. */
export async function lockIssue(tx: Tx, orderId: number): Promise<Issue | undefined> {
  const [issue] = await tx.db.$queryRaw<Issue[]>`
    SELECT id, order_no, type, status, payment_status, fulfillment_status, expected_count, delivered_count
    FROM orders WHERE id = ${orderId} FOR NO KEY UPDATE`;
  return issue;
}

/** Why no codes may be issued for the order as it stands, or undefined when they may. */
export function refusalOf(issue: Issue) {
  if (issue.type !== 'CODES') return 'Not an order of codes';
  if (issue.fulfillment_status === 'COMPLETED') return 'Already fulfilled';
  if (issue.fulfillment_status === 'FAILED') return 'Waits to be run again';
  if (issue.status === 'CANCELLED') return 'Order cancelled';
  if (issue.payment_status === 'UNPAID') return 'Order not paid';
  if (issue.payment_status === 'REFUNDED') return 'Order refunded';
  return undefined;
}
