import type { CodeOrder } from '@/lib/codes/schema';

export type Stage = 'unpaid' | 'starting' | 'processing' | 'retrying' | 'completed' | 'failed' | 'cancelled';

export type Progressing = Pick<
  CodeOrder,
  | 'status'
  | 'payment_status'
  | 'fulfillment_status'
  | 'fulfillment_attempts'
  | 'delivered_count'
  | 'expected_count'
>;

/** What to tell people about an order's codes. */
export function stageOf(order: Progressing): Stage {
  if (order.fulfillment_status === 'completed') return 'completed';
  if (order.status === 'cancelled') return 'cancelled';
  if (order.fulfillment_status === 'failed') return 'failed';
  if (order.payment_status === 'unpaid') return 'unpaid';
  if (order.fulfillment_attempts > 0) return 'retrying';
  return order.fulfillment_status === 'processing' ? 'processing' : 'starting';
}

/** Whole percent of the codes that are there; a hundred only when none is missing. */
export function percentOf({ delivered_count, expected_count }: Progressing) {
  return Math.floor((delivered_count * 100) / expected_count);
}
