import type { z } from 'zod';
import type { Ctx } from '../context';
import { authorize } from '../permissions';
import type { PasswordLinkInput } from './schema';
import { userOfLink } from './user-of-link';

/** Whose password a link sets, and whether it is their first one. */
export async function findPasswordLink(ctx: Ctx, { token }: z.output<typeof PasswordLinkInput>) {
  authorize(ctx, 'accounts.set-password');
  const { name, email, purpose } = await userOfLink(ctx, token);
  return { name, email, purpose };
}
