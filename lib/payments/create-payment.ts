import type { Ctx } from '../context';
import { authorize } from '../permissions';
import { openPayment, type PaymentAttempt } from './open-payment';
import { recordAttempt, type AttemptInput } from './record-attempt';

export type { PaymentAttempt };

/**
 * An attempt to pay an order, recorded first and then opened at its provider. Asked again, it is the same attempt.
 * @throws OrderNotFoundError also when the order is somebody else's
 * @throws ConflictError ORDER_NOT_PAYABLE when it is paid, cancelled or past its time to pay
 * @throws PaymentNetworkError, PaymentGatewayError when the provider could not open it; it stays recorded and may be asked again
 */
export async function createPayment(ctx: Ctx, input: AttemptInput): Promise<PaymentAttempt> {
  authorize(ctx, 'payments.create-payment');
  return openPayment(ctx, await recordAttempt(ctx, input));
}
