import { cookies } from 'next/headers';
import type { z } from 'zod';
import { SESSION_SECONDS } from '../accounts/session-life';
import { sealSession, sessionCookieFlags, sessionCookieName, type SessionToken } from './session-token';

async function setCookie(value: string, maxAge: number) {
  (await cookies()).set(sessionCookieName(), value, sessionCookieFlags(maxAge));
}

/**
 * Gives the browser the cookie that next-auth would give, from a server action: its form works before scripts have
 * loaded, and a refusal comes back as an ordinary error answer.
 */
export async function openSession(session: z.infer<typeof SessionToken>) {
  await setCookie(await sealSession(session), SESSION_SECONDS);
}

export function closeSession() {
  return setCookie('', 0);
}
