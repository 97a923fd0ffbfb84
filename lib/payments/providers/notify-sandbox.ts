import { env } from '../../env';
import { TechnicalError } from '../../errors';
import type { PaymentReport } from './provider';
import { sandboxNotification } from './sandbox';

const TIMEOUT_MS = 10_000;

/**
 * Sends a notification the way a provider's own servers would: from outside, over HTTP.
 * @throws TechnicalError when it was not accepted
 */
export async function notifySandbox(report: PaymentReport) {
  const { body, headers } = sandboxNotification(report);
  const url = new URL('/api/v1/payments/sandbox/notify', env().NEXTAUTH_URL);
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const answer = await fetch(url, { method: 'POST', body, headers, signal }).catch((cause: unknown) => {
    throw new TechnicalError('no answer from the notify route', {
      errorCode: 'PAYMENT_NETWORK_ERROR',
      httpStatus: 502,
      cause,
    });
  });
  if (answer.ok) return;
  throw new TechnicalError(`the notify route answered ${answer.status}`, {
    errorCode: 'PAYMENT_GATEWAY_ERROR',
    httpStatus: 502,
  });
}
