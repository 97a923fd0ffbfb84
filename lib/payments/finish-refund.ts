import { recordAudit } from '../audit';
import { now } from '../clock';
import type { Tx } from '../context';
import type { OrderPaymentStatus } from '../generated/prisma/enums';
import { amountFrom } from '../money';
import type { Right } from '../permissions';
import { enqueue } from '../queue';
import { paymentsRefunded } from './jobs';
import type { LockedPayment, LockedRefund } from './lock-payment';
import { enqueueRefund } from './open-refund';
import { refundStatus } from './payment-status';
import { closeRefundAlert, raiseRefundAlert } from './refund-alerts';
import { ORDER_STATUS_BY_PAYMENT, STATUS_BY_REFUNDS } from './refund-sums';

type Locked = { payment: LockedPayment; refund: LockedRefund };
type Ending = {
  /** The right in whose name it is written down. */
  action: Right;
};

/** What has been given back, as the log tells it after the commit. */
export type GivenBack = {
  order_no: string;
  payment_id: number;
  refund_id: number;
  amount: string;
  currency: string;
  full: boolean;
};

/**
 * Money has been given back, by the provider's word, which also wins over a failure told before: refund, payment and order
 * say so, all three locked by the caller, and whoever has to follow is told.
 */
export async function succeedRefund(
  tx: Tx,
  { payment, refund }: Locked,
  { action, provider_refund_id }: Ending & { provider_refund_id: string },
): Promise<GivenBack> {
  refundStatus.assertMove(refund.status, 'SUCCEEDED');
  await tx.db.refund.update({
    where: { id: refund.id },
    data: {
      status: 'SUCCEEDED',
      providerRefundId: provider_refund_id,
      finishedAt: now(),
      startedAt: null,
      claimedUntil: null,
      errorCode: null,
      errorMessage: null,
    },
    select: { id: true },
  });
  const payment_status = await followPayment(tx, payment);
  const order_payment_status = await followOrder(tx, payment);
  const full = payment.purpose !== 'EXCESS' && order_payment_status === 'REFUNDED';
  const amount = amountFrom(refund.amount);
  const about = { refund_id: refund.id, payment_id: payment.id };
  await recordAudit(tx, {
    action,
    entity: 'order',
    entityId: payment.order_no,
    before: { status: refund.status, payment_status: payment.order_payment_status },
    after: {
      ...about,
      status: 'SUCCEEDED',
      amount,
      provider_refund_id,
      attempt: payment_status,
      payment_status: order_payment_status,
    },
  });
  await closeRefundAlert(tx, payment, 'payments.refund_failed');
  const { order_id, order_no, order_type, currency } = payment;
  await enqueue(tx, paymentsRefunded, { order_id, order_no, order_type, ...about, full });
  return { order_no, ...about, amount, currency, full };
}

/**
 * A refund has failed. Where the provider itself said no, its amount may be asked for anew; else it is not known whether the
 * money left, and only the same refund can be tried again.
 */
export async function failRefund(
  tx: Tx,
  { payment, refund }: Locked,
  { action, error_code, refused }: Ending & { error_code: string; refused: boolean },
) {
  // One that had failed without the provider's word stays so, and has it now.
  if (refund.status !== 'FAILED') refundStatus.assertMove(refund.status, 'FAILED');
  await tx.db.refund.update({
    where: { id: refund.id },
    data: {
      status: 'FAILED',
      finishedAt: refused ? now() : null,
      startedAt: null,
      claimedUntil: null,
      errorCode: error_code,
    },
    select: { id: true },
  });
  await followPayment(tx, payment);
  await recordAudit(tx, {
    action,
    entity: 'order',
    entityId: payment.order_no,
    before: { status: refund.status },
    after: { refund_id: refund.id, payment_id: payment.id, status: 'FAILED', error_code, refused },
  });
  await raiseRefundAlert(tx, payment, 'payments.refund_failed', refund, { error_code });
}

/** The payment's status follows from its refunds; what waits for its turn has it now. */
async function followPayment(tx: Tx, payment: LockedPayment) {
  const [now_] = await tx.db.$queryRaw<{ status: LockedPayment['status'] }[]>`
    UPDATE payments AS payment SET status = (${STATUS_BY_REFUNDS})::payment_status, updated_at = now()
    WHERE payment.id = ${payment.id} RETURNING payment.status`;
  const waiting = await tx.db.refund.findMany({
    where: { paymentId: payment.id, status: 'PROCESSING', startedAt: null },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  for (const { id } of waiting) await enqueueRefund(tx, payment, id);
  return now_?.status;
}

/** The order's payment status follows from the one payment that counts for it and from nothing else. */
async function followOrder(tx: Tx, { order_id, order_payment_status }: LockedPayment) {
  const [moved] = await tx.db.$queryRaw<{ payment_status: OrderPaymentStatus }[]>`
    UPDATE orders AS bought SET payment_status = derived.status::order_payment_status, version = version + 1, updated_at = now()
    FROM (SELECT ${ORDER_STATUS_BY_PAYMENT} AS status FROM payments AS payment
      WHERE payment.order_id = ${order_id} AND payment.purpose = 'ORDER'
        AND payment.status IN ('COMPLETED', 'REFUNDING', 'REFUNDED')) AS derived
    WHERE bought.id = ${order_id} AND bought.payment_status::text <> derived.status
    RETURNING bought.payment_status`;
  return moved?.payment_status ?? order_payment_status;
}
