import type { Ctx } from '../context';
import { isDuplicate } from '../database-errors';
import type { EventOutcome } from '../generated/prisma/enums';
import { authorize } from '../permissions';
import { keepEvent, knownEvent, type VerifiedEvent } from './keep-event';
import { payOrder } from './pay-order';
import type { PaymentReport, RefundReport } from './providers/provider';
import { settlePayment } from './settle-payment';
import { logOutcome, settleReport } from './settle-report';

/**
 * Keeps what a provider says of a payment or refund and acts upon it. An order's first success is kept and counted as one
 * statement; everything else is kept first and then looked at closely, so that no failure of ours loses it.
 * @returns null when the same event has had its outcome before
 */
export async function settleEvent(
  ctx: Ctx,
  event: VerifiedEvent,
  report: PaymentReport | RefundReport,
): Promise<EventOutcome | null> {
  authorize(ctx, 'payments.settle-payment');
  const { provider } = event;
  const tried = report.kind === 'succeeded';
  if (tried && (await payAtOnce(ctx, event, report))) {
    logOutcome(ctx, provider, report, 'SETTLED');
    return 'SETTLED';
  }
  const kept = (tried ? await knownEvent(ctx, event) : null) ?? (await keepEvent(ctx, event));
  if (kept.isNew) return settleReport(ctx, { id: kept.id, provider, report, isNew: true });
  // What was told first under its id counts, which need not be this.
  return kept.outcome === null ? settlePayment(ctx, { event_id: kept.id }) : null;
}

async function payAtOnce(ctx: Ctx, event: VerifiedEvent, report: PaymentReport) {
  try {
    return await payOrder(ctx, event, report);
  } catch (error) {
    // In a transaction nothing can be kept any more: whoever began it begins again.
    if (ctx.transaction) throw error;
    await keepEvent(ctx, event);
    // The same event, another one of the same transaction, or another payment of the order came in the same moment.
    if (isDuplicate(error)) return false;
    throw error;
  }
}
