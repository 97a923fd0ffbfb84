import type { Ctx } from '../context';
import type { EventSource } from '../generated/prisma/enums';
import { authorize } from '../permissions';
import { bodyOfAnswer } from './answer-body';
import { keepEvent } from './keep-event';
import type { PaymentReport } from './providers/provider';
import { settlePayment } from './settle-payment';
import { settleReport } from './settle-report';

type Answered = { provider: string; source: Exclude<EventSource, 'NOTIFY'>; report: PaymentReport };

/**
 * Acts upon what a provider answered us about an attempt: by way of the inbox and the same function as its callbacks, so that
 * both say the same whatever comes first. The same answer again is the same event.
 */
export async function settleAnswer(ctx: Ctx, { provider, source, report }: Answered) {
  authorize(ctx, 'payments.settle-payment');
  const { kind, payment_id, transaction_id } = report;
  const event = await keepEvent(ctx, {
    provider,
    eventId: `${source.toLowerCase()}-${kind}-${payment_id}-${transaction_id}`.slice(0, 200),
    rawBody: bodyOfAnswer(report),
    source,
    outcome: null,
  });
  if (event.isNew) await settleReport(ctx, { id: event.id, provider, report, isNew: true });
  else if (event.outcome === null) await settlePayment(ctx, { event_id: event.id });
}
