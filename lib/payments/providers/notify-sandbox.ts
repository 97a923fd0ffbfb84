import { env } from '../../env';
import { TechnicalError } from '../../errors';
import type { PaymentReport } from './provider';
import { sandboxNotification } from './sandbox';

const PATIENCE_MS = 30_000;
const REFUSED = 401;

export type Notification = ReturnType<typeof sandboxNotification>;

/**
 * Tells of a payment the way a provider's own servers would.
 * @throws TechnicalError when it was not accepted; PAYMENT_TIMEOUT leaves open whether it was
 */
export async function notifySandbox(report: PaymentReport) {
  await sendNotification(sandboxNotification(report));
}

/**
 * Sends a notification from outside, over HTTP.
 * @param expected what has to become of it: one that nobody may believe is to be refused
 * @throws TechnicalError when something else became of it
 */
export async function sendNotification(
  { body, headers }: Notification,
  expected: 'accepted' | 'refused' = 'accepted',
) {
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
  if (expected === 'accepted' ? answer.ok : answer.status === REFUSED) return;
  throw new TechnicalError(`the notify route answered ${answer.status}`, {
    errorCode: 'PAYMENT_GATEWAY_ERROR',
    httpStatus: 502,
  });
}
