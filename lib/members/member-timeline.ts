import { z } from 'zod';
import type { Prisma } from '../db';
import type { InviteEndReason } from '../generated/prisma/enums';

/** Who caused it, as both the distributor and staff may read it. */
type By = 'customer' | 'distributor' | 'staff' | 'system';

export type MemberStep =
  | 'redeemed'
  | 'sent'
  | 'send_failed'
  | 'resend_asked'
  | 'resent'
  | 'resend_failed'
  | 'accepted'
  | 'removal_asked'
  | 'removal_failed'
  | 'use_returned'
  | 'membership_expired'
  | Lowercase<InviteEndReason>;

export type MemberEntry = {
  id: string;
  at: string;
  by: By;
  step: MemberStep;
  /** As somebody wrote it. */
  reason: string | null;
  /** Why it failed: an error code of the catalogue. */
  error_code: string | null;
};

type Times = {
  created_at: Date;
  sent_at: Date | null;
  accepted_at: Date | null;
  ended_at: Date | null;
  use_returned_at: Date | null;
  end_reason: InviteEndReason | null;
  distributor_id: number;
};
type AuditRow = Pick<
  Prisma.AuditEntryGetPayload<object>,
  'id' | 'action' | 'actor' | 'userId' | 'after' | 'createdAt'
>;

const After = z
  .object({
    status: z.string().nullish(),
    outcome: z.string().nullish(),
    reason: z.string().nullish(),
    error_code: z.string().nullish(),
    error: z.string().nullish(),
  })
  .catch({});
type After = z.output<typeof After>;

/** Newest first: what the invitation itself remembers, and what the audit log knows beside it. */
export function memberTimeline(times: Times, audit: AuditRow[]): MemberEntry[] {
  const told = audit.flatMap((row) => audited(row, times.distributor_id));
  return [...remembered(times, audit), ...told].toSorted(
    (a, b) => b.at.localeCompare(a.at) || RANK.indexOf(b.step) - RANK.indexOf(a.step),
  );
}

/** Of one moment, in the order in which one leads to the other. */
const RANK: MemberStep[] = [
  'redeemed',
  'send_failed',
  'sent',
  'resend_asked',
  'resend_failed',
  'resent',
  'accepted',
  'removal_asked',
  'removal_failed',
  'failed',
  'expired',
  'membership_expired',
  'withdrawn',
  'removed',
  'use_returned',
];

function remembered(times: Times, audit: AuditRow[]): MemberEntry[] {
  const entry = (step: MemberStep, at: Date | null, by: By, reason?: string | null): MemberEntry[] =>
    at ? [{ id: step, at: at.toISOString(), by, step, reason: reason ?? null, error_code: null }] : [];
  // The newest first, so that of several removals it is the one that came about.
  const asked = audit.find(({ action }) => ASKED.includes(action));
  const byWhom = ['REMOVED', 'WITHDRAWN'].includes(times.end_reason ?? '') ? asked : undefined;
  return [
    ...entry('redeemed', times.created_at, 'customer'),
    ...entry('sent', times.sent_at, 'system'),
    ...entry('accepted', times.accepted_at, 'customer'),
    ...(times.end_reason
      ? entry(
          endOf(times.end_reason, times.accepted_at !== null),
          times.ended_at,
          byWhom ? whoIs(byWhom, times.distributor_id) : 'system',
          times.end_reason === 'WITHDRAWN' && byWhom ? afterOf(byWhom).reason : null,
        )
      : []),
    ...entry('use_returned', times.use_returned_at, 'system'),
  ];
}

const ASKED = ['members.remove-member', 'members.withdraw-invitation'];

function endOf(reason: InviteEndReason, accepted: boolean): MemberStep {
  if (reason === 'EXPIRED' && accepted) return 'membership_expired';
  return reason.toLowerCase() as Lowercase<InviteEndReason>;
}

function audited(row: AuditRow, owner: number): MemberEntry[] {
  const after = afterOf(row);
  const step = stepOf(row.action, after);
  if (!step) return [];
  const error_code = after.error_code ?? after.error ?? null;
  return [
    {
      id: `audit-${row.id}`,
      at: row.createdAt.toISOString(),
      by: whoIs(row, owner),
      step,
      reason: after.reason ?? null,
      error_code,
    },
  ];
}

function stepOf(action: string, { status, outcome }: After): MemberStep | null {
  switch (action) {
    case 'members.send-invitation':
      return status === 'SUCCESS' ? null : 'send_failed';
    case 'members.resend-invitation':
      return 'resend_asked';
    case 'members.send-invitation-again':
      return outcome === 'sent' ? 'resent' : 'resend_failed';
    case 'members.remove-member':
    case 'members.finish-removal':
      return status === 'REMOVING' ? 'removal_asked' : status === 'ACTIVE' ? 'removal_failed' : null;
    default:
      return null;
  }
}

function afterOf(row: AuditRow): After {
  return After.parse(row.after ?? {});
}

function whoIs({ userId, actor }: AuditRow, owner: number): By {
  if (userId === owner) return 'distributor';
  if (actor.startsWith('user:')) return 'staff';
  return actor === 'public' ? 'customer' : 'system';
}
