import { recordAudit } from '../audit';
import { now } from '../clock';
import type { Tx } from '../context';
import { amountFrom } from '../money';
import { lockRefund, type LockedPayment } from './lock-payment';
import { enqueueRefund } from './open-refund';
import { refundStatus } from './payment-status';
import type { RefundCall } from './providers/provider';

/** An attempt that has not been heard of for so long belongs to nobody any more: its process has died. */
const TRUSTED_MS = 120_000;
/** How soon a refund is looked at again whose payment is held for another one. */
const TURN_MS = 30_000;

/** Who may end an attempt to give money back: the one whose number is still the refund's. */
export type RefundClaim = {
  refund_id: number;
  number: number;
  tries: number;
  order_no: string;
  provider: string;
  call: RefundCall;
  /** How an earlier attempt ended is not known: the provider is asked before it is told again. */
  ask_first: boolean;
};

/**
 * Makes the caller the one that has a refund carried out, with the job that goes on should its process die. The payment is
 * held for this refund from now on: others of the same payment wait for their turn.
 * @returns null when there is nothing to do, or not now
 */
export async function claimRefund(tx: Tx, refundId: number, tries: number): Promise<RefundClaim | null> {
  const { payment, refund } = await lockRefund(tx, refundId);
  const waits = refund.status === 'PROCESSING' || refund.status === 'REQUESTED';
  if (!waits) return null;
  const trustedMs = (refund.claimedUntil?.getTime() ?? 0) - now().getTime();
  if (trustedMs > 0) {
    // This job may have taken the place of the one that looks after the attempt under way.
    await enqueueRefund(tx, payment, refundId, { tries, delayMs: trustedMs });
    return null;
  }
  if (!(await takeTurn(tx, payment, refund.startedAt))) {
    await enqueueRefund(tx, payment, refundId, { tries, delayMs: TURN_MS });
    return null;
  }
  if (refund.status === 'REQUESTED') refundStatus.assertMove(refund.status, 'PROCESSING');
  const { attempts } = await tx.db.refund.update({
    where: { id: refundId },
    data: {
      status: 'PROCESSING',
      attempts: { increment: 1 },
      startedAt: refund.startedAt ?? now(),
      claimedUntil: new Date(now().getTime() + TRUSTED_MS),
      errorCode: null,
      errorMessage: null,
    },
    select: { attempts: true },
  });
  await recordAudit(tx, {
    action: 'payments.carry-out-refund',
    entity: 'order',
    entityId: payment.order_no,
    after: { refund_id: refundId, payment_id: payment.id, status: 'PROCESSING', attempts },
  });
  await enqueueRefund(tx, payment, refundId, { tries: tries + 1, delayMs: TRUSTED_MS });
  return {
    refund_id: refundId,
    number: attempts,
    tries,
    order_no: payment.order_no,
    provider: payment.provider,
    call: await callOf(tx, refundId),
    ask_first: refund.attempts > 0 && refund.errorCode !== 'REFUND_ERROR',
  };
}

/** Holds the payment for a refund unless it is held for another one. */
async function takeTurn(tx: Tx, payment: LockedPayment, startedAt: Date | null) {
  if (startedAt) return true;
  const held = await tx.db.payment.updateMany({
    where: { id: payment.id, status: 'COMPLETED' },
    data: { status: 'REFUNDING' },
  });
  return held.count === 1;
}

/** A refund as its provider is told of it. */
async function callOf(tx: Tx, refundId: number): Promise<RefundCall> {
  const refund = await tx.db.refund.findUniqueOrThrow({
    where: { id: refundId },
    include: { payment: { include: { order: { select: { orderNo: true, expiresAt: true } } } } },
  });
  const { payment } = refund;
  if (payment.transactionId === null) throw new Error(`payment ${payment.id} was paid by no transaction`);
  return {
    refund_id: refundId,
    amount: amountFrom(refund.amount),
    currency: payment.currency,
    reason: refund.reason,
    idempotency_key: refund.idempotencyKey,
    transaction_id: payment.transactionId,
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
