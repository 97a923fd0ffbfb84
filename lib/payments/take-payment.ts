import type { Tx } from '../context';
import type { EventOutcome, PaymentPurpose } from '../generated/prisma/enums';
import type { Attempt } from './event-outcome';
import { newReference } from './internal';
import { UNPAID_ATTEMPT } from './payment-status';
import type { FailureReason, PaymentReport } from './providers/provider';
import { requestWholeRefund } from './whole-refund';

/**
 * Does to an attempt and its order, both locked by this transaction, what the outcome of an event asks for.
 * @returns the payment that the event turned out to be about
 */
export async function takePayment(tx: Tx, outcome: EventOutcome, attempt: Attempt, report: PaymentReport) {
  const { transaction_id: transactionId } = report;
  if (outcome === 'FAILED') await failAttempt(tx, attempt, report.reason ?? 'other');
  if (outcome === 'LATE') await takeLate(tx, attempt, transactionId);
  if (outcome === 'EXCESS') return takeExcess(tx, attempt, transactionId);
  return attempt.id;
}

async function failAttempt(tx: Tx, attempt: Attempt, failureReason: FailureReason) {
  await tx.db.payment.update({
    where: { id: attempt.id },
    data: { status: 'FAILED', errorCode: 'PAYMENT_FAILED', errorMessage: null, failureReason },
    select: { id: true },
  });
}

/** The order was cancelled before the money came: it stays cancelled, and the money goes back. */
async function takeLate(tx: Tx, attempt: Attempt, transactionId: string) {
  await complete(tx, attempt.id, transactionId, 'ORDER');
  await tx.db.$executeRaw`
    UPDATE orders SET payment_status = 'PAID', paid_at = now(), version = version + 1, updated_at = now()
    WHERE id = ${attempt.order_id}`;
  await requestWholeRefund(tx, attempt.id, 'LATE', 'PAID_LATE');
}

/**
 * The order was paid already: the second payment stands beside it and goes back. An attempt that was not paid itself
 * becomes that payment; another transaction of a paid attempt gets a row of its own.
 */
async function takeExcess(tx: Tx, attempt: Attempt, transactionId: string) {
  const own = UNPAID_ATTEMPT.includes(attempt.status);
  const paymentId = own ? attempt.id : await copyOf(tx, attempt.id);
  await complete(tx, paymentId, transactionId, 'EXCESS');
  await requestWholeRefund(tx, paymentId, 'EXCESS', 'PAID_TWICE');
  return paymentId;
}

async function copyOf(tx: Tx, attemptId: number) {
  const paid = await tx.db.payment.findUniqueOrThrow({
    where: { id: attemptId },
    select: { orderId: true, provider: true, method: true, amount: true, currency: true },
  });
  const reference = newReference();
  const data = { ...paid, purpose: 'EXCESS', idempotencyKey: `excess-${reference}`, reference } as const;
  return (await tx.db.payment.create({ data, select: { id: true } })).id;
}

async function complete(tx: Tx, paymentId: number, transactionId: string, purpose: PaymentPurpose) {
  await tx.db.$executeRaw`
    UPDATE payments SET status = 'COMPLETED', purpose = ${purpose}::payment_purpose, transaction_id = ${transactionId},
      completed_at = now(), error_code = NULL, error_message = NULL, failure_reason = NULL, updated_at = now()
    WHERE id = ${paymentId}`;
}
