import type { Tx } from '../context';
import { amountFrom } from '../money';
import { lockRefund } from './lock-payment';

/** A refund as whoever moves it is told of it. */
export type AskedRefund = {
  refund_id: number;
  payment_id: number;
  order_no: string;
  amount: string;
  currency: string;
  status: string;
  reason: string;
  /** Of the payment, which shows nothing as given back before the provider has said so. */
  payment_status: string;
  /** What no refund of the payment has been asked for yet. */
  refundable: string;
};

/** How a refund stands after the present transaction has moved it. */
export async function askedRefund(tx: Tx, refundId: number): Promise<AskedRefund> {
  const { payment, refund } = await lockRefund(tx, refundId);
  return {
    refund_id: refund.id,
    payment_id: payment.id,
    order_no: payment.order_no,
    amount: amountFrom(refund.amount),
    currency: payment.currency,
    status: refund.status.toLowerCase(),
    reason: refund.reason,
    payment_status: payment.status.toLowerCase(),
    refundable: payment.refundable,
  };
}
