import { asSystem, type Ctx } from '../context';
import { Prisma } from '../db';
import {
  AppError,
  CircuitOpenError,
  ConflictError,
  PaymentFailedError,
  ServiceUnavailableError,
  TechnicalError,
} from '../errors';
import { logWarning } from '../log';
import { callOutside } from '../outside-call';
import { authorize } from '../permissions';
import { oneStatement } from '../transaction';
import { claimCall } from './claim-call';
import { enabledProvider } from './payment-providers';
import { EFFECTIVE_PAYMENT, OPEN_PAYMENT } from './payment-status';
import { readAttempt, type ReadAttempt } from './read-attempt';
import { settleAnswer } from './settle-answer';

/** `counts`: whether it pays its order; what came too late, or twice, goes back by itself. */
export type ChargedPayment = { payment_id: number; transaction_id: string; counts: boolean };
type ChargeInput = { payment_id: number; card: string };

/**
 * Charges a card for a recorded attempt, under the attempt's own key: however often and from wherever it is called, the card
 * is charged once. The answer is settled like a callback. Without one, the attempt is TIMEOUT: nobody knows yet.
 * @throws PaymentFailedError when the provider refused it, also on every later call: another try is another attempt
 * @throws PaymentTimeoutError, PaymentNetworkError, PaymentGatewayError when it is not known whether it was charged
 * @throws CircuitOpenError, ServiceUnavailableError when the provider was not even called
 * @throws PaymentNotFoundError also when it is for somebody else's order
 */
export async function chargePayment(ctx: Ctx, { payment_id, card }: ChargeInput): Promise<ChargedPayment> {
  authorize(ctx, 'payments.charge-payment');
  const known = await readAttempt(ctx, payment_id);
  const ended = endOf(payment_id, known);
  if (ended) return ended;
  if (!(await claimCall(ctx, payment_id))) return endOrRefuse(ctx, payment_id);
  const { provider, attempt } = known;
  const report = await askProvider(ctx, known, card).catch((error: unknown) => error as Error);
  if (report instanceof Error) {
    // Who was not called knows nothing of it, so nothing is undecided.
    if (report instanceof ServiceUnavailableError || report instanceof CircuitOpenError) throw report;
    await leaveOpen(ctx, payment_id, report);
    // Its own callback may have told us meanwhile.
    const told = endOf(payment_id, await readAttempt(ctx, payment_id));
    if (told) return told;
    throw report;
  }
  await settleAnswer(asSystem(ctx, 'payments.charge-payment'), { provider, source: 'CHARGE', report });
  const charged = endOf(payment_id, await readAttempt(ctx, payment_id));
  if (charged) return charged;
  throw new TechnicalError(`the charge of ${attempt.idempotency_key} does not fit its order`, {
    errorCode: 'PAYMENT_UNEXPECTED_ERROR',
  });
}

function askProvider(ctx: Ctx, { provider: name, attempt }: ReadAttempt, card: string) {
  const provider = enabledProvider(name);
  const outside = { name: `payments.${name}`, repeatable: true, subject: attempt.idempotency_key };
  return callOutside(ctx, outside, async (call) => {
    if (!provider.charge) throw new Error(`${name} does not charge cards`);
    return provider.charge(attempt, card, call);
  });
}

/** How it has ended; nothing while it is open. @throws PaymentFailedError when it has failed */
function endOf(payment_id: number, { status, transaction_id, failure_reason, counts }: ReadAttempt) {
  if (EFFECTIVE_PAYMENT.includes(status) && transaction_id !== null)
    return { payment_id, transaction_id, counts };
  if (status === 'FAILED') throw new PaymentFailedError(failure_reason ?? 'other', transaction_id);
  return null;
}

/** It could not be claimed: it has ended in this moment, or its order takes no payment any more. */
async function endOrRefuse(ctx: Ctx, payment_id: number) {
  const read = await readAttempt(ctx, payment_id);
  const ended = endOf(payment_id, read);
  if (ended) return ended;
  throw new ConflictError(`order ${read.attempt.order_no} cannot be paid now`, {
    errorCode: 'ORDER_NOT_PAYABLE',
  });
}

/** Unknown is written down before anybody is told so; only the provider's word ends it. */
async function leaveOpen(ctx: Ctx, paymentId: number, error: Error) {
  authorize(ctx, 'payments.charge-payment');
  const error_code = error instanceof AppError ? error.errorCode : 'PAYMENT_UNEXPECTED_ERROR';
  const rows = await oneStatement<{ order_no: string }>(
    ctx,
    {
      audit: {
        action: 'payments.charge-payment',
        entity: 'order',
        entityId: 'order_no',
        after: Prisma.sql`jsonb_build_object('payment_id', id, 'attempt', 'TIMEOUT', 'error_code', ${error_code}::text)`,
      },
    },
    Prisma.sql`
      result AS (
        UPDATE payments AS p SET status = 'TIMEOUT', error_code = ${error_code}, error_message = ${error.message.slice(0, 500)},
          updated_at = now()
        FROM orders AS o WHERE p.id = ${paymentId} AND p.status = ANY (${OPEN_PAYMENT}::payment_status[]) AND o.id = p.order_id
        RETURNING p.id, o.order_no)`,
  );
  const facts = { error_code, payment_id: paymentId, order_no: rows[0]?.order_no, request_id: ctx.requestId };
  logWarning('a charge was not answered', { ...facts, problem: error.message });
}
