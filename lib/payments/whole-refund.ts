import type { Tx } from '../context';
import type { RefundKind } from '../generated/prisma/enums';
import { lockPayment, type LockedPayment } from './lock-payment';
import { openRefund } from './open-refund';

/** The refund of a payment that is asked for once, whatever the reason; towards the provider, too. */
export async function findWholeRefund({ db }: Tx, payment: Pick<LockedPayment, 'id' | 'idempotency_key'>) {
  const key = wholeKey(payment);
  return db.refund.findFirst({
    // Tried again after a refusal, its key has a number behind it.
    where: {
      paymentId: payment.id,
      OR: [{ idempotencyKey: key }, { idempotencyKey: { startsWith: `${key}.` } }],
    },
    select: { id: true, status: true },
  });
}

/** The payment's own key is nobody else's, so this one is not either, also where several installations share a provider. */
export function wholeKey({ idempotency_key }: Pick<LockedPayment, 'idempotency_key'>) {
  return `${idempotency_key}-whole`;
}

/** Has all of a payment given back that should never have come, once. Its order is locked by the caller. */
export async function requestWholeRefund(tx: Tx, paymentId: number, kind: RefundKind, reason: string) {
  const payment = await lockPayment(tx, paymentId);
  if (await findWholeRefund(tx, payment)) return;
  await openRefund(tx, payment, {
    amount: payment.refundable,
    kind,
    reason,
    requestedBy: null,
    idempotencyKey: wholeKey(payment),
    action: 'payments.request-order-refund',
  });
}
