import { orderPaymentStatus } from '../orders/order-status';
import type { EventOutcome, OrderPaymentStatus, OrderStatus, PaymentStatus } from '../generated/prisma/enums';
import { sameAmount } from '../money';
import { OPEN_PAYMENT } from './payment-status';
import type { PaymentReport } from './providers/provider';

export type PayableOrder = {
  id: number;
  status: OrderStatus;
  payment_status: OrderPaymentStatus;
  total_amount: string;
  currency: string;
};

export type Attempt = {
  id: number;
  order_id: number;
  amount: string;
  currency: string;
  status: PaymentStatus;
};

export type Situation = {
  order?: PayableOrder;
  /** The attempt that the report names, when it belongs to the order that the report names. */
  attempt?: Attempt;
  /** The order of the payment that this transaction has been recorded for already. */
  transactionOrderId?: number;
};

/** What a verified report means where things stand now. Money that came is never ignored: it pays, or it goes back. */
export function outcomeOf(
  report: PaymentReport,
  { order, attempt, transactionOrderId }: Situation,
): EventOutcome {
  if (!order || !attempt) return 'UNMATCHED';
  for (const asked of [{ amount: order.total_amount, currency: order.currency }, attempt]) {
    if (!sameAmount(report.amount, asked.amount) || report.currency !== asked.currency) return 'MISMATCH';
  }
  if (report.kind === 'failed') return OPEN_PAYMENT.includes(attempt.status) ? 'FAILED' : 'NO_CHANGE';
  if (transactionOrderId !== undefined) return transactionOrderId === order.id ? 'NO_CHANGE' : 'MISMATCH';
  if (!orderPaymentStatus.canMove(order.payment_status, 'PAID')) return 'EXCESS';
  return order.status === 'CANCELLED' ? 'LATE' : 'SETTLED';
}
