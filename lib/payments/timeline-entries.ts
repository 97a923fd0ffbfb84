import { z } from 'zod';
import type { Prisma } from '../db';
import { FulfillmentStatus, type OrderStatus } from '../generated/prisma/enums';
import { amountFrom } from '../money';
import { FAILURE_REASONS, type FailureReason } from './shape';

/** Who caused it, as both the buyer and staff may read it. */
type By = 'buyer' | 'staff' | 'provider' | 'system';

export type RefundStep =
  'requested' | 'awaits_approval' | 'approved' | 'rejected' | 'put_off' | 'failed' | 'retried' | 'given_back';

type What =
  /** A move of the order, or, without a status, a note about it. */
  | { kind: 'status'; status: OrderStatus | null; description: string | null; location: string | null }
  | {
      kind: 'payment';
      step: 'opened' | 'paid' | 'failed' | 'unanswered';
      payment_id: number;
      amount: string;
      currency: string;
      error_code: string | null;
      failure_reason: FailureReason | null;
    }
  | {
      kind: 'refund';
      step: RefundStep;
      refund_id: number;
      amount: string;
      currency: string;
      /** Why it was asked for, or why not agreed to. */
      reason: string | null;
      error_code: string | null;
    }
  | {
      kind: 'issuing';
      step: 'started' | 'failed' | 'gave_up' | 'run_again';
      attempt: number;
      error_code: string | null;
    };

export type TimelineEntry = { id: string; at: string; by: By } & What;

type TrackingRow = Prisma.OrderTrackingGetPayload<object>;
type PaymentRow = Prisma.PaymentGetPayload<object>;
type AuditRow = Prisma.AuditEntryGetPayload<object>;

export function trackingEntries(rows: TrackingRow[], buyerUserId: number | null): TimelineEntry[] {
  return rows.map(({ id, createdAt, actor, status, description, location }) => ({
    id: `status-${id}`,
    at: createdAt.toISOString(),
    by: whoIs(actor, buyerUserId),
    kind: 'status',
    status,
    description,
    location,
  }));
}

/** An attempt to pay is opened once and ends at most once. */
export function paymentEntries(payment: PaymentRow): TimelineEntry[] {
  const { id, createdAt, updatedAt, completedAt, status, currency, errorCode } = payment;
  const money = { payment_id: id, amount: amountFrom(payment.amount), currency };
  const entry = (step: Extract<What, { kind: 'payment' }>['step'], at: Date, by: By): TimelineEntry => ({
    id: `payment-${id}-${step}`,
    at: at.toISOString(),
    by,
    kind: 'payment',
    step,
    ...money,
    error_code: step === 'failed' ? errorCode : null,
    failure_reason:
      step === 'failed' ? (FAILURE_REASONS.find((one) => one === payment.failureReason) ?? null) : null,
  });
  const opened = entry('opened', createdAt, 'buyer');
  // A second transaction of one attempt is a payment that nobody opened.
  if (payment.idempotencyKey.startsWith('excess-'))
    return [entry('paid', completedAt ?? createdAt, 'provider')];
  if (completedAt) return [opened, entry('paid', completedAt, 'provider')];
  if (status === 'FAILED') return [opened, entry('failed', updatedAt, 'provider')];
  if (status === 'TIMEOUT') return [opened, entry('unanswered', updatedAt, 'system')];
  return [opened];
}

const IssueAudit = z.object({
  fulfillment_status: z.enum(FulfillmentStatus),
  fulfillment_attempts: z.number().default(0),
  fulfillment_error: z.string().nullable().default(null),
});

/** The work on an order's codes as its audit rows tell it; that it is finished, its status says. */
export function issuingEntries(rows: AuditRow[]): TimelineEntry[] {
  return rows.flatMap(({ id, createdAt, action, after }): TimelineEntry[] => {
    const seen = IssueAudit.safeParse(after);
    if (!seen.success || seen.data.fulfillment_status === 'COMPLETED') return [];
    const {
      fulfillment_status: status,
      fulfillment_attempts: attempt,
      fulfillment_error: error_code,
    } = seen.data;
    const again = action === 'codes.rerun-issue';
    const step = again ? 'run_again' : status === 'FAILED' ? 'gave_up' : attempt > 0 ? 'failed' : 'started';
    const by = again ? 'staff' : 'system';
    return [
      { id: `issuing-${id}`, at: createdAt.toISOString(), by, kind: 'issuing', step, attempt, error_code },
    ];
  });
}

/** Newest first; of one moment, in the order in which one leads to the other. */
export function newestFirst(entries: TimelineEntry[]) {
  return entries.toSorted((a, b) => b.at.localeCompare(a.at) || rankOf(b) - rankOf(a));
}

function rankOf(entry: TimelineEntry) {
  if (entry.kind !== 'payment') return 1;
  return entry.step === 'opened' ? 2 : 0;
}

export function whoIs(actor: string, buyerUserId: number | null): By {
  if (actor === `user:${buyerUserId}`) return 'buyer';
  if (actor.startsWith('user:')) return 'staff';
  return actor.startsWith('provider:') ? 'provider' : 'system';
}
