import type { Tx } from '../context';
import { PaymentNotFoundError, ResourceNotFoundError } from '../errors';
import type { OrderPaymentStatus, OrderType, PaymentPurpose, PaymentStatus } from '../generated/prisma/enums';
import { TAKES } from './refund-sums';

export type LockedPayment = {
  id: number;
  order_id: number;
  order_no: string;
  order_type: OrderType;
  order_payment_status: OrderPaymentStatus;
  purpose: PaymentPurpose;
  provider: string;
  status: PaymentStatus;
  amount: string;
  currency: string;
  idempotency_key: string;
  /** What no refund has been asked for yet. */
  refundable: string;
};

/**
 * A payment with its order, both held until the transaction ends. Refunds are written under these locks only, so what is
 * left of the payment stays true as long.
 * @throws PaymentNotFoundError
 */
export async function lockPayment(tx: Tx, paymentId: number): Promise<LockedPayment> {
  const [order] = await tx.db.$queryRaw<
    Pick<LockedPayment, 'order_id' | 'order_no' | 'order_type' | 'order_payment_status'>[]
  >`
    SELECT id AS order_id, order_no, type AS order_type, payment_status AS order_payment_status FROM orders
    WHERE id = (SELECT order_id FROM payments WHERE id = ${paymentId}) FOR NO KEY UPDATE`;
  if (!order) throw new PaymentNotFoundError(paymentId);
  const [payment] = await tx.db.$queryRaw<
    Pick<
      LockedPayment,
      'id' | 'purpose' | 'provider' | 'status' | 'amount' | 'currency' | 'idempotency_key'
    >[]
  >`
    SELECT id, purpose, provider, status, amount::text, currency, idempotency_key FROM payments
    WHERE id = ${paymentId} FOR NO KEY UPDATE`;
  // A question of its own: it sees what was committed while this transaction waited for the locks.
  const [left] = await tx.db.$queryRaw<{ refundable: string }[]>`
    SELECT (payment.amount - coalesce(sum(refund.amount) FILTER (WHERE ${TAKES}), 0))::numeric(14,2)::text AS refundable
    FROM payments AS payment LEFT JOIN refunds AS refund ON refund.payment_id = payment.id
    WHERE payment.id = ${paymentId} GROUP BY payment.id`;
  if (!payment || !left) throw new PaymentNotFoundError(paymentId);
  return { ...order, ...payment, ...left };
}

/** A refund with its payment and order, held alike. @throws ResourceNotFoundError */
export async function lockRefund(tx: Tx, refundId: number) {
  const found = await tx.db.refund.findUnique({ where: { id: refundId }, select: { paymentId: true } });
  if (!found) throw new ResourceNotFoundError('refund', refundId);
  const payment = await lockPayment(tx, found.paymentId);
  const refund = await tx.db.refund.findUniqueOrThrow({ where: { id: refundId } });
  return { payment, refund };
}

export type LockedRefund = Awaited<ReturnType<typeof lockRefund>>['refund'];
