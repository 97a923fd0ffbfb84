import { randomBytes } from 'node:crypto';
import { recordAudit } from '../audit';
import { now } from '../clock';
import type { Tx } from '../context';
import type { RefundKind, RefundStatus } from '../generated/prisma/enums';
import { addAmounts, amountFrom, isMore, subtractAmount } from '../money';
import type { Right } from '../permissions';
import { enqueue } from '../queue';
import { setting } from '../settings';
import { carryOutRefundJob, refundJobKey } from './jobs';
import type { LockedPayment } from './lock-payment';
import { raiseRefundAlert } from './refund-alerts';

type Asked = {
  amount: string;
  kind: RefundKind;
  reason: string;
  /** The person who wants it; null: nobody in particular. */
  requestedBy: number | null;
  /** Names this refund towards the provider. Left out: it is one of its own. */
  idempotencyKey?: string;
  /** The right in whose name it is asked for. */
  action: Right;
};

export type OpenedRefund = { id: number; status: RefundStatus; amount: string };

/**
 * Writes down that money of a payment, which the caller has locked, is to be given back, with the job that does it. Above
 * the limit a second person is asked first. What was never ours, paid late or twice, goes back without asking.
 */
export async function openRefund(tx: Tx, payment: LockedPayment, asked: Asked): Promise<OpenedRefund> {
  const { amount, kind, reason, requestedBy, action } = asked;
  const awaits = kind === 'ORDER' && (await needsApproval(tx, payment, amount));
  const status = awaits ? 'AWAITING_APPROVAL' : 'PROCESSING';
  const { id } = await tx.db.refund.create({
    data: {
      paymentId: payment.id,
      amount,
      kind,
      reason,
      status,
      requestedBy,
      idempotencyKey: asked.idempotencyKey ?? `${payment.idempotency_key}-${randomBytes(6).toString('hex')}`,
    },
    select: { id: true },
  });
  await recordAudit(tx, {
    action,
    entity: 'order',
    entityId: payment.order_no,
    after: {
      refund_id: id,
      payment_id: payment.id,
      amount,
      currency: payment.currency,
      kind,
      status,
      reason,
    },
  });
  if (awaits) await raiseRefundAlert(tx, payment, 'payments.refund_awaits_approval', { id, amount });
  else await enqueueRefund(tx, payment, id);
  return { id, status, amount };
}

/**
 * Whether a second person has to agree to so much. What has been asked of the payment before counts as well: many small
 * refunds are a large one.
 */
export async function needsApproval(
  ctx: Pick<Tx, 'db'>,
  { amount: paid, refundable }: Pick<LockedPayment, 'amount' | 'refundable'>,
  amount: string,
) {
  const inAll = addAmounts([subtractAmount(amountFrom(paid), refundable), amount]);
  return isMore(inAll, amountFrom(await setting(ctx, 'payments.refund_approval_above')));
}

/** The one job of a refund, made anew. @param delayMs how long from now it runs, at once by default */
export async function enqueueRefund(
  tx: Tx,
  { order_no }: Pick<LockedPayment, 'order_no'>,
  refundId: number,
  { tries = 1, delayMs = 0 }: { tries?: number; delayMs?: number } = {},
) {
  const runAt = delayMs > 0 ? new Date(now().getTime() + delayMs) : undefined;
  await enqueue(
    tx,
    carryOutRefundJob,
    { refund_id: refundId, order_no, tries },
    { key: refundJobKey(refundId), runAt },
  );
}
