import { recordAudit } from '../audit';
import { now } from '../clock';
import type { Ctx, Tx } from '../context';
import { asAppError, RefundError } from '../errors';
import { logError, logEvent } from '../log';
import { callOutside } from '../outside-call';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { failRefund, succeedRefund } from './finish-refund';
import { lockRefund } from './lock-payment';
import { enqueueRefund } from './open-refund';
import { knownProvider } from './payment-providers';
import type { RefundAnswer } from './providers/provider';
import { claimRefund, type RefundClaim } from './refund-claim';

/** How many failures in a row until people are called. With the pauses between them they take some three hours. */
const TRIES = 10;
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 3_600_000;

export type RefundOutcome = 'refunded' | 'processing' | 'refused' | 'retrying' | 'failed' | 'left-alone';

/**
 * Has a provider give money back, once, however many jobs and processes are at it: one claims the attempt, calls with no
 * transaction open, and writes down what has come about. Where no answer comes the same call is made again later, and nothing
 * counts as given back until the provider has said so.
 */
export async function carryOutRefund(
  ctx: Ctx,
  { refund_id, tries }: { refund_id: number; tries: number },
): Promise<RefundOutcome> {
  authorize(ctx, 'payments.carry-out-refund');
  const claim = await inTransaction(ctx, (tx) => claimRefund(tx, refund_id, tries));
  if (!claim) return 'left-alone';
  let answer: RefundAnswer;
  try {
    answer = await askProvider(ctx, claim);
  } catch (error) {
    return putOff(ctx, claim, error);
  }
  return end(ctx, claim, answer);
}

async function askProvider(ctx: Ctx, { provider: name, call, ask_first }: RefundClaim) {
  const provider = knownProvider(name);
  const outside = { name: `payments.${name}`, repeatable: true, subject: call.idempotency_key };
  if (ask_first) {
    const standing = await callOutside(ctx, outside, (within) => provider.queryRefund(call, within));
    if (standing.status !== 'unknown') return standing;
  }
  return callOutside(ctx, outside, (within) => provider.refund(call, within));
}

/** Writes down what the provider answered. */
async function end(ctx: Ctx, claim: RefundClaim, answer: RefundAnswer): Promise<RefundOutcome> {
  authorize(ctx, 'payments.carry-out-refund');
  const { refund_id } = claim;
  if (answer.status === 'processing') return leaveToProvider(ctx, claim, answer.provider_refund_id);
  if (answer.status === 'refused') {
    const error = new RefundError(refund_id, answer.gateway_code);
    return (await failed(ctx, claim, error, true)) ? 'refused' : 'left-alone';
  }
  const { provider_refund_id } = answer;
  const given = await inTransaction(ctx, async (tx) => {
    const locked = await lockRefund(tx, refund_id);
    // Proof counts whoever brings it, also when the claim has passed to another meanwhile.
    if (locked.refund.status === 'SUCCEEDED') return null;
    return succeedRefund(tx, locked, { action: 'payments.carry-out-refund', provider_refund_id });
  });
  if (!given) return 'left-alone';
  logEvent('payment_refunded', { ...given, request_id: ctx.requestId });
  return 'refunded';
}

/** The provider takes its time: it is asked again after as long as it has taken, unless it tells us before. */
async function leaveToProvider(
  ctx: Ctx,
  claim: RefundClaim,
  providerRefundId: string,
): Promise<RefundOutcome> {
  authorize(ctx, 'payments.carry-out-refund');
  const { refund_id, order_no } = claim;
  return inTransaction(ctx, async (tx) => {
    const refund = await release(tx, claim, { providerRefundId });
    if (!refund) return 'left-alone';
    const age = now().getTime() - refund.startedAt.getTime();
    const delayMs = Math.min(Math.max(age, 2 * FIRST_PAUSE_MS), LONGEST_PAUSE_MS);
    await enqueueRefund(tx, { order_no }, refund_id, { delayMs });
    return 'processing';
  });
}

/** No answer: tried again after a while, in which the payment stays held; in the end people are called. */
async function putOff(ctx: Ctx, claim: RefundClaim, error: unknown): Promise<RefundOutcome> {
  authorize(ctx, 'payments.carry-out-refund');
  const { refund_id, order_no, tries } = claim;
  if (tries >= TRIES) return (await failed(ctx, claim, error, false)) ? 'failed' : 'left-alone';
  const { errorCode } = asAppError(error);
  logFailure(ctx, claim, error);
  return inTransaction(ctx, async (tx) => {
    if (!(await release(tx, claim, { errorCode }))) return 'left-alone';
    const delayMs = Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS);
    await enqueueRefund(tx, { order_no }, refund_id, { tries: tries + 1, delayMs });
    return 'retrying';
  });
}

/** Ends the attempt and leaves the refund to another one. @returns null when the claim is not the caller's any more */
async function release(
  tx: Tx,
  { refund_id, number, order_no }: RefundClaim,
  data: { providerRefundId?: string; errorCode?: string },
) {
  const { refund } = await lockRefund(tx, refund_id);
  const { startedAt } = refund;
  if (refund.status !== 'PROCESSING' || refund.attempts !== number || !startedAt) return null;
  await tx.db.refund.update({
    where: { id: refund_id },
    data: { ...data, claimedUntil: null },
    select: { id: true },
  });
  await recordAudit(tx, {
    action: 'payments.carry-out-refund',
    entity: 'order',
    entityId: order_no,
    after: { refund_id, status: 'PROCESSING', attempts: number, error_code: data.errorCode ?? null },
  });
  return { startedAt };
}

/** @returns false when the claim is not the caller's any more */
// oxlint-disable-next-line house/writes-authorise-and-audit -- failRefund writes the audit row
async function failed(ctx: Ctx, claim: RefundClaim, error: unknown, refused: boolean) {
  authorize(ctx, 'payments.carry-out-refund');
  const { refund_id, number } = claim;
  const { errorCode: error_code } = asAppError(error);
  const written = await inTransaction(ctx, async (tx) => {
    const locked = await lockRefund(tx, refund_id);
    const { status, attempts } = locked.refund;
    if (status !== 'PROCESSING' || attempts !== number) return false;
    await failRefund(tx, locked, { action: 'payments.carry-out-refund', error_code, refused });
    return true;
  });
  logFailure(ctx, claim, error, written);
  return written;
}

function logFailure({ requestId }: Ctx, claim: RefundClaim, error: unknown, final = false) {
  const { refund_id, order_no, number, call } = claim;
  const { errorCode, internal } = asAppError(error);
  const about = {
    refund_id,
    order_no,
    payment_id: call.attempt.payment_id,
    attempt: number,
    request_id: requestId,
  };
  const error_code = final ? 'REFUND_ERROR' : errorCode;
  logError(error, { ...about, ...internal, error_code, cause: errorCode });
  if (final) logEvent('refund_failed', { ...about, error_code: errorCode });
}
