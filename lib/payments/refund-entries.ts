import { z } from 'zod';
import type { Prisma } from '../db';
import { RefundStatus } from '../generated/prisma/enums';
import { amountFrom } from '../money';
import type { Right } from '../permissions';
import { whoIs, type RefundStep, type TimelineEntry } from './timeline-entries';

type RefundRow = Prisma.RefundGetPayload<object> & { currency: string };
type AuditRow = Prisma.AuditEntryGetPayload<object>;

const RefundAudit = z.object({
  refund_id: z.number(),
  status: z.enum(RefundStatus).optional(),
  reason: z.string().nullable().default(null),
  error_code: z.string().nullable().default(null),
});

/** What is written down about a refund, by the right in whose name it is done. */
const STEPS = {
  'payments.request-refund': asked,
  'payments.request-order-refund': asked,
  'payments.approve-refund': () => 'approved',
  'payments.reject-refund': () => 'rejected',
  'payments.retry-refund': () => 'retried',
  'payments.carry-out-refund': carriedOut,
  'payments.settle-refund': carriedOut,
} as const satisfies Partial<Record<Right, (after: z.output<typeof RefundAudit>) => RefundStep | null>>;

export const REFUND_ACTIONS = Object.keys(STEPS) as (keyof typeof STEPS)[];

/**
 * What happened to the refunds of an order as their audit rows tell it. Why one was not agreed to is the house's own affair.
 */
export function refundEntries(
  refunds: RefundRow[],
  audits: AuditRow[],
  isForStaff: boolean,
): TimelineEntry[] {
  const byId = new Map(refunds.map((refund) => [refund.id, refund]));
  const told = audits.flatMap((row): TimelineEntry[] => {
    const seen = RefundAudit.safeParse(row.after);
    const refund = seen.success && byId.get(seen.data.refund_id);
    const action = REFUND_ACTIONS.find((one) => one === row.action);
    if (!seen.success || !refund || !action) return [];
    const step = STEPS[action](seen.data);
    if (!step) return [];
    const reason = step === 'rejected' && !isForStaff ? null : seen.data.reason;
    // What goes back by itself was asked for by nobody, in whosever request it came about.
    const isByItself = refund.requestedBy === null && step === 'requested';
    const by = isByItself ? 'system' : whoIs(row.actor, null);
    const more = { reason, error_code: seen.data.error_code };
    return [
      { ...entryOf(refund), id: `refund-${row.id}`, at: row.createdAt.toISOString(), by, step, ...more },
    ];
  });
  const known = new Set(told.map((entry) => entry.kind === 'refund' && entry.refund_id));
  return [...told, ...refunds.filter(({ id }) => !known.has(id)).map(entryOf)];
}

/** One of which nothing else is known was asked for. */
function entryOf(refund: RefundRow): Extract<TimelineEntry, { kind: 'refund' }> {
  return {
    id: `refund-of-${refund.id}`,
    at: refund.createdAt.toISOString(),
    by: refund.requestedBy === null ? 'system' : 'staff',
    kind: 'refund',
    step: 'requested',
    refund_id: refund.id,
    amount: amountFrom(refund.amount),
    currency: refund.currency,
    reason: refund.reason,
    error_code: null,
  };
}

function asked({ status }: z.output<typeof RefundAudit>) {
  return status === 'AWAITING_APPROVAL' ? 'awaits_approval' : 'requested';
}

/** Of an attempt that was begun nothing is told before it has ended. */
function carriedOut({ status, error_code }: z.output<typeof RefundAudit>) {
  if (status === 'SUCCEEDED') return 'given_back';
  if (status === 'FAILED') return 'failed';
  return error_code === null ? null : 'put_off';
}
