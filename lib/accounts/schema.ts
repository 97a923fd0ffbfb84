import { z } from 'zod';
import { Role } from '../generated/prisma/enums';
import { email, id, text } from '../text';

export const PASSWORD_SHORTEST = 12;
const PASSWORD_LONGEST = 200;

/** As typed, in one unicode form: keyboards and input methods write the same letters differently. */
const password = z.string().max(PASSWORD_LONGEST).normalize('NFKC');
const newPassword = password.min(PASSWORD_SHORTEST);

export const SignInInput = z.object({ email: email(), password: password.min(1) });

export const InviteUserInput = z.object({ email: email(), name: text(120), role: z.enum(Role) });

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
