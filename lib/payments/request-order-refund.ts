import type { Ctx, Tx } from '../context';
import { OrderNotFoundError } from '../errors';
import type { RefundStatus } from '../generated/prisma/enums';
import { logEvent } from '../log';
import { isMore } from '../money';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { lockPayment } from './lock-payment';
import { openRefund } from './open-refund';
import { EFFECTIVE_PAYMENT } from './payment-status';
import { findWholeRefund, wholeKey } from './whole-refund';

/** `refund_id` is null and the status "NOTHING_PAID" where nothing was paid for the order that could be given back. */
export type OrderRefund =
  { refund_id: number; status: RefundStatus } | { refund_id: null; status: 'NOTHING_PAID' };

/**
 * Asks for what is left of the payment of an order to be given back, once however often it is called: a repetition answers
 * how the refund stands. Whoever cancelled the order, or had its charge undone, counts as who asked, so that a large amount
 * needs somebody else's approval.
 * @throws OrderNotFoundError
 */
// oxlint-disable-next-line house/writes-authorise-and-audit -- openRefund writes the audit row
export async function requestOrderRefund(ctx: Ctx, { order_id }: { order_id: number }): Promise<OrderRefund> {
  authorize(ctx, 'payments.request-order-refund');
  const { order_no, isNew, ...answer } = await inTransaction(ctx, (tx) => askOnce(tx, order_id));
  if (isNew) logEvent('refund_requested', { order_no, ...answer, request_id: ctx.requestId });
  return answer as OrderRefund;
}

async function askOnce(tx: Tx, orderId: number) {
  const order = await tx.db.order.findUnique({
    where: { id: orderId },
    select: {
      orderNo: true,
      tracking: { where: { status: 'CANCELLED' }, select: { actor: true } },
      payments: {
        where: { purpose: 'ORDER', status: { in: [...EFFECTIVE_PAYMENT] } },
        select: { id: true },
      },
    },
  });
  if (!order) throw new OrderNotFoundError(orderId);
  const [paid] = order.payments;
  const answer = { order_no: order.orderNo, isNew: false };
  if (!paid) return { ...answer, refund_id: null, status: 'NOTHING_PAID' };
  const payment = await lockPayment(tx, paid.id);
  if (!isMore(payment.refundable, '0')) return { ...answer, ...(await lastOf(tx, payment.id)) };
  const known = await findWholeRefund(tx, payment);
  if (known) return { ...answer, refund_id: known.id, status: known.status };
  const opened = await openRefund(tx, payment, {
    amount: payment.refundable,
    kind: 'ORDER',
    reason: 'ORDER_CANCELLED',
    requestedBy: userIn(order.tracking[0]?.actor) ?? (await whoTurnedBack(tx, order.orderNo)),
    idempotencyKey: wholeKey(payment),
    action: 'payments.request-order-refund',
  });
  return { ...answer, isNew: true, refund_id: opened.id, status: opened.status };
}

/** Everything has been asked for, here or otherwise: what became of the last of it answers for all. */
async function lastOf(tx: Tx, paymentId: number) {
  const refund = await tx.db.refund.findFirstOrThrow({
    // What was refused takes nothing from the payment.
    where: { paymentId, NOT: [{ status: 'REJECTED' }, { status: 'FAILED', finishedAt: { not: null } }] },
    // What is not given back yet comes before what is.
    orderBy: [{ finishedAt: { sort: 'desc', nulls: 'first' } }, { id: 'desc' }],
    select: { id: true, status: true },
  });
  return { refund_id: refund.id, status: refund.status };
}

function userIn(actor: string | undefined) {
  const [, id] = /^user:(\d+)$/.exec(actor ?? '') ?? [];
  return id ? Number(id) : null;
}

/** The person by whose hand a process of the order goes back, and the order is cancelled by that. */
async function whoTurnedBack({ db }: Tx, orderNo: string) {
  const [turned] = await db.$queryRaw<{ user_id: number | null }[]>`
    SELECT audit.user_id FROM sagas AS saga JOIN audit_log AS audit
      ON audit.entity = 'saga' AND audit.entity_id = saga.id::text AND audit.action = 'monitoring.turn-back-saga'
    WHERE saga.subject = ${orderNo} ORDER BY audit.id DESC LIMIT 1`;
  return turned?.user_id ?? null;
}
