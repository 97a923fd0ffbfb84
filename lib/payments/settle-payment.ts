import type { Ctx } from '../context';
import { ResourceNotFoundError } from '../errors';
import type { EventOutcome } from '../generated/prisma/enums';
import { authorize } from '../permissions';
import { answerInBody } from './answer-body';
import { knownProvider } from './payment-providers';
import { settleReport } from './settle-report';

/**
 * Acts upon a verified event of the inbox, once, however often and from wherever it is called: a callback, a repetition of it,
 * or the sweep.
 * @returns null when the event has had its outcome already
 */
export async function settlePayment(
  ctx: Ctx,
  { event_id }: { event_id: bigint },
): Promise<EventOutcome | null> {
  authorize(ctx, 'payments.settle-payment');
  const event = await ctx.db.paymentEvent.findFirst({
    where: { id: event_id, verdict: 'VERIFIED' },
    select: { id: true, provider: true, rawBody: true, source: true, outcome: true, retryAt: true },
  });
  if (!event) throw new ResourceNotFoundError('payment_event', String(event_id));
  if (event.outcome !== null && event.retryAt === null) return null;
  const { id, provider } = event;
  // Callbacks are kept as the provider wrote them, answers in our words.
  const report =
    event.source === 'NOTIFY' ? knownProvider(provider).parse(event.rawBody) : answerInBody(event.rawBody);
  if (!report || report.kind === 'other')
    throw new Error(`event ${id} was accepted but does not report a payment`);
  return settleReport(ctx, { id, provider, report, isNew: event.outcome === null });
}
