import { env } from '../../env';
import { TechnicalError } from '../../errors';
import type { PaymentReport } from './provider';
import { sandboxNotification } from './sandbox';

const PATIENCE_MS = 30_000;

/**
 * Sends a notification the way a provider's own servers would: from outside, over HTTP.
 * @throws TechnicalError when it was not accepted; PAYMENT_TIMEOUT leaves open whether it was
 */
export async function notifySandbox(report: PaymentReport) {
  const { body, headers } = sandboxNotification(report);
  const url = new URL('/api/v1/payments/sandbox/notify', env().NEXTAUTH_URL);
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const answer = await fetch(url, { method: 'POST', body, headers, signal }).catch((cause: unknown) => {
    const late = signal.aborted;
    throw new TechnicalError('no answer from the notify route', {
      errorCode: late ? 'PAYMENT_TIMEOUT' : 'PAYMENT_NETWORK_ERROR',
      httpStatus: late ? 504 : 502,
      cause,
    });
  });
  if (answer.ok) return;
  throw new TechnicalError(`the notify route answered ${answer.status}`, {
    errorCode: 'PAYMENT_GATEWAY_ERROR',
    httpStatus: 502,
  });
}
