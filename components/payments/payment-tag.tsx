import { StatusTag } from '@/components/ui/status-tag';
import type { ListedPayment } from '@/lib/payments/list-payments';

/** Its page can still be paid on, but nobody waits for that: the order has been paid by another attempt. */
export function isNotNeeded({
  status,
  purpose,
  order_payment_status,
}: Pick<ListedPayment, 'status' | 'purpose' | 'order_payment_status'>) {
  return status === 'pending' && purpose === 'order' && order_payment_status !== 'unpaid';
}

/** How an attempt stands, also when a part of it has gone back. */
export function PaymentTag({ payment }: { payment: ListedPayment }) {
  const { status, refunded } = payment;
  if (status === 'completed' && /[1-9]/.test(refunded))
    return <StatusTag kind="order_payment" value="partially_refunded" />;
  return <StatusTag kind="payment" value={status} over={isNotNeeded(payment)} />;
}
