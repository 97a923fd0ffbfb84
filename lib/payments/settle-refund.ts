import { closeAlert, raiseAlert } from '../alerts';
import { recordAudit } from '../audit';
import type { Ctx, Tx } from '../context';
import { RefundError } from '../errors';
import type { EventOutcome } from '../generated/prisma/enums';
import { logError, logEvent } from '../log';
import { amountFrom } from '../money';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { failRefund, succeedRefund, type GivenBack } from './finish-refund';
import { isOpenEvent } from './internal';
import { lockRefund } from './lock-payment';
import type { RefundReport } from './providers/provider';
import { firstKey } from './refund-key';
import { refundOutcomeOf } from './refund-outcome';

type ReportedEvent = { id: bigint; provider: string; report: RefundReport };
type Settled = { outcome: EventOutcome; given?: GivenBack };

const ACTION = 'payments.settle-refund';

/**
 * Acts upon what an event of the inbox says of a refund, once.
 * @returns null when the event has had its outcome already
 */
export async function settleRefundReport(ctx: Ctx, event: ReportedEvent): Promise<EventOutcome | null> {
  authorize(ctx, 'payments.settle-refund');
  const { id, provider, report } = event;
  const settled = await inTransaction(ctx, async (tx) => {
    const [open] = await tx.db.$queryRaw<{ outcome: EventOutcome | null }[]>`
      SELECT outcome FROM payment_events WHERE id = ${id} AND ${isOpenEvent} FOR NO KEY UPDATE`;
    if (!open) return null;
    const locked = await lockedOf(tx, provider, report);
    const done = await settle(tx, report, locked);
    if (done.outcome !== open.outcome) await alertUnmatched(tx, event, open.outcome, done.outcome);
    await tx.db.$executeRaw`
      UPDATE payment_events SET outcome = ${done.outcome}::event_outcome, processed_at = now(), retry_at = NULL,
        order_id = ${locked?.payment.order_id ?? null}::int, payment_id = ${locked?.payment.id ?? null}::int
      WHERE id = ${id}`;
    await recordAudit(tx, {
      action: ACTION,
      entity: locked ? 'order' : 'refund',
      entityId: locked?.payment.order_no ?? report.refund_id,
      after: { ...report, outcome: done.outcome },
    });
    return done;
  });
  if (!settled) return null;
  tell(ctx, event, settled);
  return settled.outcome;
}

type Locked = Awaited<ReturnType<typeof lockRefund>>;

/**
 * The refund that a report is about, where the provider is the one it was asked of. Its number alone may be that of another
 * house that shares the account, or of the time before a backup was restored.
 */
async function lockedOf(tx: Tx, provider: string, report: RefundReport): Promise<Locked | undefined> {
  const { refund_id: id, transaction_id: transactionId, refund_key } = report;
  const known = await tx.db.refund.findFirst({
    where: { id, payment: { provider, transactionId } },
    select: { id: true, idempotencyKey: true },
  });
  if (!known) return undefined;
  if (refund_key !== undefined && firstKey(refund_key) !== firstKey(known.idempotencyKey)) return undefined;
  return lockRefund(tx, known.id);
}

/** Money went back that nobody here asked for. Each event is an alert of its own, which ends when it finds its refund. */
async function alertUnmatched(
  tx: Tx,
  { id, report }: ReportedEvent,
  before: EventOutcome | null,
  outcome: EventOutcome,
) {
  const key = `refund ${report.refund_id}/${id}`;
  if (before === 'UNMATCHED') await closeAlert(tx, 'payments.unmatched', key);
  if (outcome === 'UNMATCHED' && report.kind === 'refund_succeeded')
    await raiseAlert(tx, 'payments.unmatched', key, { ...report, event_id: Number(id) });
}

async function settle(tx: Tx, report: RefundReport, locked: Locked | undefined): Promise<Settled> {
  const outcome = refundOutcomeOf(report, locked && reported(locked));
  if (!locked) return { outcome };
  const { payment, refund } = locked;
  const { provider_refund_id } = report;
  if (outcome === 'REFUNDED')
    return { outcome, given: await succeedRefund(tx, locked, { action: ACTION, provider_refund_id }) };
  if (outcome === 'REFUND_FAILED')
    await failRefund(tx, locked, { action: ACTION, error_code: 'REFUND_ERROR', refused: true });
  if (outcome === 'MISMATCH')
    await raiseAlert(tx, 'payments.refund_contradicted', payment.order_no, {
      ...report,
      order_no: payment.order_no,
      amount: amountFrom(refund.amount),
      currency: payment.currency,
      status: refund.status,
    });
  return { outcome };
}

function reported({ payment, refund }: Locked) {
  return {
    status: refund.status,
    key: refund.idempotencyKey,
    amount: amountFrom(refund.amount),
    currency: payment.currency,
    provider_refund_id: refund.providerRefundId,
    refused: refund.finishedAt !== null,
    refundable: payment.refundable,
  };
}

function tell(ctx: Ctx, { provider, report }: ReportedEvent, { outcome, given }: Settled) {
  const about = { ...report, method: provider, request_id: ctx.requestId };
  logEvent('payment_event_answered', { ...about, outcome });
  if (given) logEvent('payment_refunded', { ...given, request_id: ctx.requestId });
  if (outcome !== 'REFUND_FAILED') return;
  logError(new RefundError(report.refund_id, null), { ...about, error_code: 'REFUND_ERROR' });
  logEvent('refund_failed', { ...about, error_code: 'REFUND_ERROR' });
}
