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
    removal_error: z.string().nullish(),
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
  'withdrawn',
  'removed',
  'use_returned',
];

function remembered(times: Times, audit: AuditRow[]): MemberEntry[] {
  const ending = audit.find(({ action }) => action === 'members.withdraw-invitation');
  const entry = (step: MemberStep, at: Date | null, by: By, reason?: string | null): MemberEntry[] =>
    at ? [{ id: step, at: at.toISOString(), by, step, reason: reason ?? null, error_code: null }] : [];
  const { end_reason: end, distributor_id: owner } = times;
  return [
    ...entry('redeemed', times.created_at, 'customer'),
    ...entry('sent', times.sent_at, 'system'),
    ...entry('accepted', times.accepted_at, 'customer'),
    ...(end
      ? entry(
          end.toLowerCase() as Lowercase<InviteEndReason>,
          times.ended_at,
          ending ? whoIs(ending, owner) : 'system',
          ending && afterOf(ending).reason,
        )
      : []),
    ...entry('use_returned', times.use_returned_at, 'system'),
  ];
}

function audited(row: AuditRow, owner: number): MemberEntry[] {
  const after = afterOf(row);
  const step = stepOf(row.action, after);
  if (!step) return [];
  const error_code = after.error_code ?? after.removal_error ?? null;
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
