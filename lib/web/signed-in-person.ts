import { forbidden, redirect } from 'next/navigation';
import { getAccount } from '../accounts/get-account';
import type { Role } from '../generated/prisma/enums';
import { setting } from '../settings';
import { requestContext, signInPath } from './session';

/**
 * Whose frame a page stands in. Sends people who are not signed in to the sign-in page. Where an area is for some roles
 * only, the others get 403 here already: once a page's skeleton is sent, its status can no longer change.
 */
export async function signedInPerson(roles?: Role[]) {
  const ctx = await requestContext();
  if (ctx.actor.kind !== 'user') redirect(await signInPath());
  if (roles && !roles.includes(ctx.actor.role)) forbidden();
  const [{ id, name, role }, searches] = await Promise.all([
    getAccount(ctx),
    setting(ctx, 'features.command_palette'),
  ]);
  return { id, name, role, searches };
}
