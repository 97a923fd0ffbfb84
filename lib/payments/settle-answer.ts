import type { Ctx } from '../context';
import type { EventSource } from '../generated/prisma/enums';
import { authorize } from '../permissions';
import { bodyOfAnswer } from './answer-body';
import type { PaymentReport } from './providers/provider';
import { settleEvent } from './settle-event';

type Answered = { provider: string; source: Exclude<EventSource, 'NOTIFY'>; report: PaymentReport };

/**
 * Acts upon what a provider answered us about an attempt: by way of the inbox and the same function as its callbacks, so that
 * both say the same whatever comes first. The same answer again is the same event.
 */
export async function settleAnswer(ctx: Ctx, { provider, source, report }: Answered) {
  authorize(ctx, 'payments.settle-payment');
  const { kind, payment_id, transaction_id } = report;
  const event = {
    provider,
    eventId: `${source.toLowerCase()}-${kind}-${payment_id}-${transaction_id}`.slice(0, 200),
    rawBody: bodyOfAnswer(report),
    source,
  };
  await settleEvent(ctx, event, report);
}
