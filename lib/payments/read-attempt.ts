import type { Ctx } from '../context';
import { PaymentNotFoundError } from '../errors';
import type { PaymentStatus } from '../generated/prisma/enums';
import { amountFrom } from '../money';
import { isOrderOf } from '../orders/order-owner';
import { authorize } from '../permissions';
import type { Attempt } from './providers/provider';

export type ReadAttempt = {
  provider: string;
  method: string;
  status: PaymentStatus;
  pay_url: string | null;
  transaction_id: string | null;
  failure_reason: string | null;
  /** Once charged: whether it pays its order. What came late or twice goes back by itself. */
  counts: boolean;
  /** What its provider is told of it. */
  attempt: Attempt;
};

/** An attempt to pay as it stands. @throws PaymentNotFoundError also when it is for somebody else's order */
export async function readAttempt(ctx: Ctx, paymentId: number): Promise<ReadAttempt> {
  authorize(ctx, 'payments.open-payment');
  const payment = await ctx.db.payment.findUnique({
    where: { id: paymentId },
    include: { order: { select: { orderNo: true, buyerUserId: true, expiresAt: true, status: true } } },
  });
  if (!payment || !isOrderOf(ctx, payment.order.buyerUserId)) throw new PaymentNotFoundError(paymentId);
  return {
    provider: payment.provider,
    method: payment.method,
    status: payment.status,
    pay_url: payment.payUrl,
    transaction_id: payment.transactionId,
    failure_reason: payment.failureReason,
    counts: payment.purpose === 'ORDER' && payment.order.status !== 'CANCELLED',
    attempt: {
      payment_id: payment.id,
      order_no: payment.order.orderNo,
      amount: amountFrom(payment.amount),
      currency: payment.currency,
      idempotency_key: payment.idempotencyKey,
      reference: payment.reference,
      provider_ref: payment.providerRef,
      expires_at: payment.order.expiresAt,
      created_at: payment.createdAt,
    },
  };
}
