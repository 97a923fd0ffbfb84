import type { Ctx } from '../context';
import { databaseCodes, ResourceNotFoundError } from '../errors';
import type { EventOutcome } from '../generated/prisma/enums';
import { logEvent } from '../log';
import { authorize } from '../permissions';
import { payOrder } from './pay-order';
import { knownProvider } from './payment-providers';
import { recordOutcome } from './record-outcome';

/**
 * Acts upon a verified event of the inbox, once, however often and from wherever it is called: the callback itself, a
 * repetition of it, or the sweep. The common case is tried as one statement; whatever it leaves alone is looked at closely.
 * @returns null when the event has had its outcome already
 */
export async function settlePayment(
  ctx: Ctx,
  { event_id }: { event_id: bigint },
): Promise<EventOutcome | null> {
  authorize(ctx, 'payments.settle-payment');
  const event = await ctx.db.paymentEvent.findFirst({
    where: { id: event_id, verdict: 'VERIFIED' },
    select: { id: true, provider: true, rawBody: true, outcome: true, retryAt: true },
  });
  if (!event) throw new ResourceNotFoundError('payment_event', String(event_id));
  if (event.outcome !== null && event.retryAt === null) return null;
  const { id, provider } = event;
  const report = knownProvider(provider).parse(event.rawBody);
  if (!report || report.kind === 'other')
    throw new Error(`event ${id} was accepted but does not report a payment`);
  const isFirstTry = event.outcome === null && report.kind === 'succeeded';
  const paid = isFirstTry && (await payOrder(ctx, id, provider, report).catch(unlessTaken));
  const outcome = paid ? 'SETTLED' : await recordOutcome(ctx, { id, provider, report });
  if (outcome) {
    const type = outcome === 'SETTLED' ? 'payment_completed' : 'payment_event_answered';
    logEvent(type, { ...report, method: provider, outcome, request_id: ctx.requestId });
  }
  return outcome;
}

/** Another event took the same transaction, or paid the same order, in the same moment: that is looked at closely, too. */
function unlessTaken(error: unknown) {
  if (databaseCodes(error).some((code) => code === '23505' || code === 'P2002')) return false;
  throw error;
}
