import { z } from 'zod';
import { email, id, text } from '../text';

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

export const CreateTeamInput = z.object({
  name: text(120),
  account_id: text(120),
  capacity: z.number().int().min(1).max(100_000),
});
export type CreateTeamInput = z.output<typeof CreateTeamInput>;

export const InvitationJob = z.object({ invitation_id: id() });
