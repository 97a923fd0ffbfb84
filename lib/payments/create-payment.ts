import { randomBytes } from 'node:crypto';
import { recordAudit } from '../audit';
import type { Ctx, Tx } from '../context';
import { ConflictError } from '../errors';
import { lockOrder, type LockedOrder } from '../orders/lock-order';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { defaultProvider, enabledProvider } from './payment-providers';
import { newReference } from './internal';
import { OPEN_PAYMENT } from './payment-status';

export type PaymentAttempt = { payment_id: number; pay_url: string };

/**
 * Opens an attempt to pay an order. While one is open, it is answered again: two open attempts could both be paid.
 * @throws OrderNotFoundError also when the order is somebody else's
 * @throws ConflictError ORDER_NOT_PAYABLE when it is paid, cancelled or past its time to pay
 */
export async function createPayment(ctx: Ctx, input: { order_no: string }): Promise<PaymentAttempt> {
  authorize(ctx, 'payments.create-payment');
  return inTransaction(
    ctx,
    async (tx) => {
      const order = await lockOrder(tx, input);
      if (order.payment_status !== 'UNPAID' || order.status === 'CANCELLED' || order.is_expired) {
        throw new ConflictError(`order ${order.order_no} cannot be paid now`, {
          errorCode: 'ORDER_NOT_PAYABLE',
        });
      }
      return (await openAttempt(tx, order)) ?? newAttempt(tx, order);
    },
    { verb: 'payments.create-payment', input },
  );
}

async function openAttempt(tx: Tx, order: LockedOrder): Promise<PaymentAttempt | null> {
  const open = await tx.db.payment.findFirst({
    where: { orderId: order.id, purpose: 'ORDER', status: { in: OPEN_PAYMENT } },
    orderBy: { id: 'desc' },
    select: { id: true, provider: true, reference: true },
  });
  return open && { payment_id: open.id, pay_url: enabledProvider(open.provider).open(open) };
}

async function newAttempt(tx: Tx, order: LockedOrder): Promise<PaymentAttempt> {
  const provider = defaultProvider();
  const payment = await tx.db.payment.create({
    data: {
      orderId: order.id,
      provider: provider.name,
      method: provider.method,
      amount: order.total_amount,
      currency: order.currency,
      idempotencyKey: `${order.order_no}-${randomBytes(8).toString('hex')}`,
      reference: newReference(),
    },
    select: { id: true, reference: true },
  });
  await recordAudit(tx, {
    action: 'payments.create-payment',
    entity: 'order',
    entityId: order.order_no,
    after: {
      payment_id: payment.id,
      provider: provider.name,
      amount: order.total_amount,
      currency: order.currency,
    },
  });
  return { payment_id: payment.id, pay_url: provider.open(payment) };
}
