import { z } from 'zod';
import { filter, paging } from '../paging';
import { email, id, idParam, text } from '../text';

/** What people type from a card or a mail: any case, blanks around it. */
const code = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9_-]{1,40}$/, 'code')
  .transform((value) => value.toUpperCase());

export const RedeemCodeInput = z.object({ code, email: email() });
export type RedeemCodeInput = z.output<typeof RedeemCodeInput>;

export const FindCodeOwnerInput = z.object({ code });
export type FindCodeOwnerInput = z.output<typeof FindCodeOwnerInput>;

export const InvitationParams = z.object({ token: z.string().max(100) });
export type InvitationParams = z.output<typeof InvitationParams>;

const MOST_SEATS = 100_000;
const capacity = z.number().int().min(1).max(MOST_SEATS);

export const CreateTeamInput = z.object({ name: text(120), account_id: text(120), capacity });
export type CreateTeamInput = z.output<typeof CreateTeamInput>;

export const InvitationJob = z.object({ invitation_id: id() });

export const RemoveMemberInput = z.object({ email: email(), team_id: id(), reason: text(500) });
export type RemoveMemberInput = z.output<typeof RemoveMemberInput>;

export const MemberJob = z.object({ member_id: id() });

/** Asks another system, so it may take several tries; they are counted from one. */
export const WorkspaceJob = MemberJob.extend({ tries: z.number().int().min(1).default(1) });

/** `after` names the earlier membership whose leaving may have taken this member out, too. */
export const JoinJob = WorkspaceJob.extend({ after: id().optional() });

/** `resend` counts how often people have asked for it, `attempt` how often it was tried since. */
export const AgainJob = InvitationJob.extend({
  resend: z.number().int().min(1),
  attempt: z.number().int().min(1),
});

export const WithdrawInvitationInput = z.object({ invitation_id: id(), reason: text(500) });
export type WithdrawInvitationInput = z.output<typeof WithdrawInvitationInput>;

export const ResendInvitationInput = z.object({ invitation_id: id() });
export type ResendInvitationInput = z.output<typeof ResendInvitationInput>;

export const MEMBER_STATES = [
  'invited',
  'active',
  'removing',
  'removed',
  'expired',
  'withdrawn',
  'failed',
] as const;
export type MemberState = (typeof MEMBER_STATES)[number];

export const MembersQuery = z.object({
  ...paging,
  status: filter(z.enum(MEMBER_STATES)),
  team_id: filter(idParam()),
  /** An email as it is, or how a code begins. */
  q: filter(text(254)),
});

export const AnyMembersQuery = MembersQuery.extend({
  /** The email of a distributor. */
  distributor: filter(text(254).toLowerCase()),
});

export const MemberParams = z.object({ id: idParam() });

export type Member = {
  /** Of the invitation. */
  id: number;
  email: string;
  team_id: number;
  team: string;
  code: string;
  status: MemberState;
  created_at: string;
  /** Null: the mail has not been handed over yet. */
  sent_at: string | null;
  resent_count: number;
  accepted_at: string | null;
  ended_at: string | null;
  /** Until when the invitation can be accepted. */
  expires_at: string;
  /** When the membership ends by itself; null: never, or not begun. */
  valid_until: string | null;
  /** Why the last attempt to remove the member has failed. */
  removal_error: string | null;
  distributor_id: number;
  distributor: string;
};

export const TeamsQuery = z.object(paging);

export const ChangeTeamInput = z.object({ team_id: id(), name: text(120), capacity });
export type ChangeTeamInput = z.output<typeof ChangeTeamInput>;

export const TeamInput = z.object({ team_id: id() });
export type TeamInput = z.output<typeof TeamInput>;

export type Team = {
  id: number;
  name: string;
  account_id: string;
  capacity: number;
  seats_taken: number;
  is_active: boolean;
  created_at: string;
};
