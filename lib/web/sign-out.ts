'use server';

import { redirect } from 'next/navigation';
import { endSession } from '../accounts/end-session';
import { requestContext } from './session';
import { closeSession } from './session-cookie';

/** Ends the session itself, so that a copy of the cookie opens nothing, and takes the cookie back. */
export async function signOut() {
  const ctx = await requestContext();
  const session = ctx.actor.kind === 'user' ? ctx.actor.sessionId : undefined;
  if (session) await endSession(ctx, { session_id: session });
  await closeSession();
  redirect('/sign-in');
}
