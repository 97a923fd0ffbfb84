import { closeAlert, raiseAlert, type AlertRule } from '../alerts';
import { recordAudit } from '../audit';
import type { Ctx, Tx } from '../context';
import type { EventOutcome } from '../generated/prisma/enums';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { outcomeOf, type Attempt, type PayableOrder, type Situation } from './event-outcome';
import { isAttemptOf, isOpenEvent } from './internal';
import { payOrder } from './pay-order';
import type { PaymentReport } from './providers/provider';
import { takePayment } from './take-payment';

const ALERTS: Partial<Record<EventOutcome, AlertRule>> = {
  UNMATCHED: 'payments.unmatched',
  MISMATCH: 'payments.mismatch',
  LATE: 'payments.late',
  EXCESS: 'payments.excess',
};

/** The amount is right, but the money has been counted for another order already. */
const REUSED = 'payments.transaction_reused' satisfies AlertRule;

type ReportedEvent = { id: bigint; provider: string; report: PaymentReport };

/**
 * Gives an event its outcome when it was not simply an order's first success. Everything that can go otherwise is decided
 * under the same locks in the same order.
 * @returns null when the event has its outcome already
 */
export async function recordOutcome(ctx: Ctx, event: ReportedEvent): Promise<EventOutcome | null> {
  authorize(ctx, 'payments.settle-payment');
  const { id, provider, report } = event;
  return inTransaction(ctx, async (tx) => {
    const [open] = await tx.db.$queryRaw<{ outcome: EventOutcome | null }[]>`
      SELECT outcome FROM payment_events WHERE id = ${id} AND ${isOpenEvent} FOR NO KEY UPDATE`;
    if (!open) return null;
    const { order, attempt, transactionOrderId } = await lockSituation(tx, provider, report);
    const outcome = outcomeOf(report, { order, attempt, transactionOrderId });
    const isReused =
      outcome === 'MISMATCH' && transactionOrderId !== undefined && transactionOrderId !== order?.id;
    const change = { from: open.outcome, to: outcome, rule: isReused ? REUSED : ALERTS[outcome] };
    if (outcome !== open.outcome) await tellPeople(tx, event, change, order);
    if (outcome === 'SETTLED') {
      // What stood in its way has gone meanwhile. The one statement writes all of it, audit row and fact included.
      if (await payOrder(tx, event, report)) return outcome;
      throw new Error(`event ${id} fits its order but did not pay it`);
    }
    const paymentId = attempt && (await takePayment(tx, outcome, attempt, report));
    await answerEvent(tx, id, outcome, order?.id, paymentId);
    if (outcome === open.outcome) return outcome;
    await recordAudit(tx, {
      action: 'payments.settle-payment',
      entity: 'order',
      entityId: report.order_no,
      before: { payment_status: order?.payment_status, attempt: attempt?.status },
      after: { ...report, outcome, payment_id: paymentId ?? report.payment_id },
    });
    return outcome;
  });
}

async function lockSituation(tx: Tx, provider: string, report: PaymentReport): Promise<Situation> {
  const [order] = await tx.db.$queryRaw<PayableOrder[]>`
    SELECT id, status, payment_status, total_amount::text, currency FROM orders WHERE order_no = ${report.order_no}
    FOR NO KEY UPDATE`;
  if (!order) return {};
  const [attempt] = await tx.db.$queryRaw<Attempt[]>`
    SELECT id, order_id, amount::text, currency, status FROM payments AS p
    WHERE ${isAttemptOf(report, provider)} AND p.order_id = ${order.id}
    FOR NO KEY UPDATE`;
  const known = await tx.db.payment.findFirst({
    where: { provider, transactionId: report.transaction_id },
    select: { orderId: true },
  });
  return { order, attempt, transactionOrderId: known?.orderId };
}

async function answerEvent(tx: Tx, id: bigint, outcome: EventOutcome, orderId?: number, paymentId?: number) {
  // What matches nothing may be ahead of its order: it is looked at again after as long as it has waited, for a day.
  await tx.db.$executeRaw`
    UPDATE payment_events SET outcome = ${outcome}::event_outcome, processed_at = now(),
      order_id = ${orderId ?? null}::int, payment_id = ${paymentId ?? null}::int,
      retry_at = CASE WHEN ${outcome} = 'UNMATCHED' AND received_at > now() - interval '24 hours'
        THEN now() + least(greatest(now() - received_at, interval '10 seconds'), interval '1 hour') END
    WHERE id = ${id}`;
}

type Change = { from: EventOutcome | null; to: EventOutcome; rule: AlertRule | undefined };

async function tellPeople(
  tx: Tx,
  { id, report }: ReportedEvent,
  { from, to, rule }: Change,
  order?: PayableOrder,
) {
  // An event that matched nothing is an alert of its own, which ends by itself when the event finds its order.
  const unmatched = `${report.order_no}/${id}`;
  if (from === 'UNMATCHED') await closeAlert(tx, 'payments.unmatched', unmatched);
  if (!rule) return;
  await raiseAlert(tx, rule, to === 'UNMATCHED' ? unmatched : report.order_no, {
    ...report,
    event_id: Number(id),
    expected_amount: order?.total_amount ?? null,
    expected_currency: order?.currency ?? null,
  });
}
