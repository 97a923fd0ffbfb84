'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { endSession } from '../accounts/end-session';
import { defineAction } from './define-action';
import { closeSession } from './session-cookie';

const leave = defineAction(z.object({}), async (ctx) => {
  const session = ctx.actor.kind === 'user' ? ctx.actor.sessionId : undefined;
  if (session) await endSession(ctx, { session_id: session });
  await closeSession();
});

/** Ends the session itself, so that a copy of the cookie opens nothing, and takes the cookie back. */
export async function signOut() {
  const { ok } = await leave({});
  // Who stays signed in, since another site sent this or the session could not be ended, is led to their own pages.
  redirect(ok ? '/sign-in' : '/');
}
