import type { Ctx, Tx } from '../context';
import { RefundNotAllowedError, ValidationError } from '../errors';
import { logEvent } from '../log';
import { amountFrom, fitsCurrency, isMore } from '../money';
import { authorize, userIdOf } from '../permissions';
import { inTransaction } from '../transaction';
import { askedRefund, type AskedRefund } from './asked-refund';
import { lockPayment, type LockedPayment } from './lock-payment';
import { openRefund } from './open-refund';
import type { RequestRefundInput } from './schema';

/**
 * Asks for a payment to be given back, all that is left of it or a part. A job carries it out; above a limit somebody else
 * has to approve it first. Nothing counts as given back before the provider has said so.
 * @throws PaymentNotFoundError
 * @throws RefundNotAllowedError when so much is not left, or the payment is in no state to be given back
 * @throws ValidationError when the currency has no such amount
 */
// oxlint-disable-next-line house/writes-authorise-and-audit -- openRefund writes the audit row
export async function requestRefund(ctx: Ctx, input: RequestRefundInput): Promise<AskedRefund> {
  authorize(ctx, 'payments.request-refund');
  const asked = await inTransaction(ctx, (tx) => ask(tx, input), {
    verb: 'payments.request-refund',
    input,
  });
  logEvent('refund_requested', { ...asked, user_id: userIdOf(ctx), request_id: ctx.requestId });
  return asked;
}

async function ask(tx: Tx, { payment_id, reason, amount: part }: RequestRefundInput) {
  const payment = await lockPayment(tx, payment_id);
  const amount = part ? amountFrom(part) : payment.refundable;
  assertRefundable(payment, amount);
  const { id } = await openRefund(tx, payment, {
    amount,
    kind: payment.purpose === 'EXCESS' ? 'EXCESS' : 'ORDER',
    reason,
    requestedBy: userIdOf(tx),
    action: 'payments.request-refund',
  });
  return askedRefund(tx, id);
}

function assertRefundable({ id, status, refundable, currency }: LockedPayment, amount: string) {
  if (status !== 'COMPLETED')
    throw new RefundNotAllowedError(`payment ${id} is ${status}, not COMPLETED`, '0.00', amount);
  if (isMore(amount, refundable) || !isMore(amount, '0'))
    throw new RefundNotAllowedError(`payment ${id} has ${refundable} left`, refundable, amount);
  // All that is left has been paid, so there was such an amount.
  if (isMore(refundable, amount) && !fitsCurrency(amount, currency))
    throw new ValidationError(`${currency} has no parts`, 'amount');
}
