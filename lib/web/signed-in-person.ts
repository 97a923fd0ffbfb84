import { redirect } from 'next/navigation';
import { getAccount } from '../accounts/get-account';
import { requestContext, signInPath } from './session';

/** Whose frame a page stands in. Sends people who are not signed in to the sign-in page. */
export async function signedInPerson() {
  const ctx = await requestContext();
  if (ctx.actor.kind !== 'user') redirect(await signInPath());
  const { name, role } = await getAccount(ctx);
  return { name, role };
}
