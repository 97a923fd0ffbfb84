import { now } from '../clock';
import type { Ctx } from '../context';
import { env } from '../env';
import { logError, logEvent } from '../log';
import { authorize } from '../permissions';
import { OUTSIDE_TIMEOUT_MS } from '../outside-call';
import { postToTarget, TargetFailedError, UnsafeTargetError } from '../safe-target';
import { claimDelivery, waitForPlace, type DeliveryClaim } from './delivery-claim';
import { bodyOf, headersOf } from './delivery-request';
import { openSecret } from './endpoint-secret';
import { recordTry, type DeliveryOutcome, type Try } from './record-try';

/** Deliveries that this process tries now. Servers of others may be slow: half of its places are kept for everything else. */
let running = 0;
const mostAtOnce = () => Math.max(1, Math.floor(env().WORKER_CONCURRENCY / 2));

/**
 * Tries to deliver an event to an endpoint: claimed by a first transaction, posted with none open, recorded by a second one.
 * A run that is killed in between is repeated, so an event arrives once at least. What fails is tried again for a day.
 */
export async function deliverEvent(
  ctx: Ctx,
  { delivery_id }: { delivery_id: number },
): Promise<DeliveryOutcome> {
  authorize(ctx, 'webhooks.deliver-event');
  if (ctx.transaction) throw new Error('an endpoint must not be called inside a transaction');
  if (running >= mostAtOnce()) {
    await waitForPlace(ctx, delivery_id);
    return 'retrying';
  }
  running += 1;
  try {
    return await tryOnce(ctx, delivery_id);
  } finally {
    running -= 1;
  }
}

async function tryOnce(ctx: Ctx, delivery_id: number): Promise<DeliveryOutcome> {
  const claim = await claimDelivery(ctx, delivery_id);
  if (claim === 'over') return 'left-alone';
  if (claim === 'later') return 'retrying';
  const tried = await attempt(ctx, claim);
  const outcome = await recordTry(ctx, claim, tried);
  const { number, endpoint_id } = claim;
  const { status, error } = tried;
  const facts = { delivery_id, endpoint_id, number, status, error, request_id: ctx.requestId };
  logEvent(`webhook_${outcome.replace('-', '_')}`, facts);
  return outcome;
}

// Not by callOutside: who is called is not a system of ours but one of each distributor's, and the endpoint's own row says
// when it is left alone. A breaker for each of them would be in everybody's way.
async function attempt(ctx: Ctx, claim: DeliveryClaim): Promise<Try> {
  const began = performance.now();
  let headers: Try['headers'] = {};
  const tried = (said: Pick<Try, 'status' | 'error' | 'response'>): Try => ({
    ...said,
    headers,
    ms: Math.round(performance.now() - began),
  });
  try {
    const body = bodyOf(claim);
    const sealed = [claim.secret, ...(claim.previous_secret ? [claim.previous_secret] : [])];
    headers = headersOf(claim, body, sealed.map(openSecret), now());
    const signal = AbortSignal.timeout(OUTSIDE_TIMEOUT_MS);
    const { status, excerpt: response } = await postToTarget(claim.url, { headers, body, signal });
    const error = status >= 200 && status < 300 ? null : 'HTTP_STATUS';
    return tried({ status, error, response });
  } catch (error) {
    if (error instanceof TargetFailedError || error instanceof UnsafeTargetError)
      return tried({ status: null, error: error.errorCode, response: '' });
    logError(error, { delivery_id: claim.id, request_id: ctx.requestId });
    return tried({ status: null, error: 'INTERNAL_ERROR', response: '' });
  }
}
