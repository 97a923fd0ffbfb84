import { z } from 'zod';
import { Role } from '../generated/prisma/enums';
import { paging } from '../paging';
import { email, id, text } from '../text';

export const USER_STATES = ['active', 'invited', 'disabled'] as const;
export type UserState = (typeof USER_STATES)[number];

export const PASSWORD_SHORTEST = 12;
const PASSWORD_LONGEST = 200;

/** As typed, in one unicode form: keyboards and input methods write the same letters differently. */
const password = z.string().max(PASSWORD_LONGEST).normalize('NFKC');
const newPassword = password.min(PASSWORD_SHORTEST);

/** Where somebody signs in from, as far as can be known and kept: a browser may say anything of itself. */
const kept = (most: number) =>
  z.string().transform((value) => value.replaceAll('\0', '').slice(0, most).toWellFormed());
const SignedInFrom = z.object({ ip: kept(64), user_agent: kept(300) });

export const SignInInput = SignedInFrom.extend({ email: email(), password: password.min(1) });

export const SetPasswordInput = SignedInFrom.extend({ token: text(200), new_password: newPassword });

export const PasswordLinkInput = z.object({ token: text(200) });

export const RequestPasswordLinkInput = z.object({ email: email() });

/** Whom the list of users shows: of distributors there is a page of their own as well. */
export const UsersQuery = z.object({
  ...paging,
  /** A whole email, or how a name begins. */
  q: text(254).toLowerCase().optional(),
  role: z.enum(Role).optional(),
  state: z.enum(USER_STATES).optional(),
});

export const SessionInput = z.object({ session_id: z.uuid() });

export const InviteUserInput = z.object({ email: email(), name: text(120), role: z.enum(Role) });

/** Of the house: distributors are invited with what they sell for. */
export const InviteStaffInput = InviteUserInput.extend({ role: z.enum(['OPERATOR', 'ADMIN']) });

export const CreateUserInput = InviteUserInput.extend({ password: newPassword });

/** What the link is for that a mail carries: a first password, or another one. */
export const PASSWORD_LINKS = ['invitation', 'reset'] as const;
export type PasswordLink = (typeof PASSWORD_LINKS)[number];

export const PasswordLinkJob = z.object({
  email: email(),
  purpose: z.enum(PASSWORD_LINKS),
  asked_at: z.iso.datetime(),
});

export const ChangePasswordInput = z.object({ current_password: password.min(1), new_password: newPassword });

export const UserInput = z.object({ user_id: id() });

export const CreateApiKeyInput = z.object({ name: text(80) });

export const RevokeApiKeyInput = z.object({ api_key_id: id() });
