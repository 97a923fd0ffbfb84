import { randomBytes } from 'node:crypto';
import { recordAudit } from '../audit';
import type { Ctx, Tx } from '../context';
import { ConflictError } from '../errors';
import { lockOrder, type LockedOrder } from '../orders/lock-order';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { newReference } from './internal';
import { isPaidOnPage, wayToPay, type Way } from './payment-providers';
import { OPEN_PAYMENT } from './payment-status';

/** Which order is paid, and how; when nobody says, as it was begun on a page, or else the usual way. */
export type AttemptInput = { order_no: string; provider?: string; method?: string };

/**
 * Writes down that an order is about to be paid, before anybody outside hears of it. While an attempt of the same kind is
 * open, it is answered again: two open attempts could both be paid.
 * @throws OrderNotFoundError also when the order is somebody else's
 * @throws ConflictError ORDER_NOT_PAYABLE when it is paid, cancelled or past its time to pay; PAYMENT_UNDECIDED while an attempt
 *   of another kind has not been answered
 */
export async function recordAttempt(ctx: Ctx, input: AttemptInput): Promise<{ payment_id: number }> {
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
      const way = wayToPay(input, order.currency);
      const isAsked = input.provider !== undefined || input.method !== undefined;
      const open = await openAttempt(tx, order, (begun) =>
        isAsked ? isSame(begun, way) : isPaidOnPage(begun),
      );
      await expectDecided(tx, order, open?.id);
      return open ? { payment_id: open.id } : newAttempt(tx, order, way);
    },
    { verb: 'payments.create-payment', input },
  );
}

/** The newest open attempt that is wanted. */
async function openAttempt(tx: Tx, order: LockedOrder, isWanted: (way: Way) => boolean) {
  const open = await tx.db.payment.findMany({
    where: { orderId: order.id, purpose: 'ORDER', status: { in: OPEN_PAYMENT } },
    orderBy: { id: 'desc' },
    select: { id: true, provider: true, method: true },
  });
  return open.find(isWanted);
}

const isSame = (one: Way, other: Way) => one.provider === other.provider && one.method === other.method;

/** While nobody knows whether one attempt was charged, no other one is begun or gone on with. */
async function expectDecided(tx: Tx, order: LockedOrder, wanted?: number) {
  const undecided = await tx.db.payment.count({
    where: { orderId: order.id, status: 'TIMEOUT', id: { not: wanted } },
  });
  if (undecided > 0)
    throw new ConflictError(`a charge for ${order.order_no} is still undecided`, {
      errorCode: 'PAYMENT_UNDECIDED',
    });
}

async function newAttempt(tx: Tx, order: LockedOrder, way: Way) {
  const payment = await tx.db.payment.create({
    data: {
      orderId: order.id,
      ...way,
      amount: order.total_amount,
      currency: order.currency,
      idempotencyKey: `${order.order_no}-${randomBytes(8).toString('hex')}`,
      reference: newReference(),
    },
    select: { id: true },
  });
  await recordAudit(tx, {
    action: 'payments.create-payment',
    entity: 'order',
    entityId: order.order_no,
    after: { payment_id: payment.id, ...way, amount: order.total_amount, currency: order.currency },
  });
  return { payment_id: payment.id };
}
