import { encode } from 'next-auth/jwt';
import { cookies } from 'next/headers';
import type { z } from 'zod';
import { env } from '../env';
import { SESSION_SECONDS } from './auth';
import { sessionCookieName, type SessionToken } from './session';

async function setCookie(value: string, maxAge: number) {
  // A browser takes a __Secure- cookie, and its end too, only with this flag.
  const secure = env().NEXTAUTH_URL.startsWith('https:');
  const flags = { httpOnly: true, sameSite: 'lax', path: '/', secure, maxAge } as const;
  (await cookies()).set(sessionCookieName(), value, flags);
}

/**
 * Gives the browser the cookie that next-auth would give, from a server action: its form works before scripts have
 * loaded, and a refusal comes back as an ordinary error answer.
 */
export async function openSession({ id, session_version }: z.infer<typeof SessionToken>) {
  const secret = env().NEXTAUTH_SECRET;
  const token = await encode({ token: { id, session_version }, secret, maxAge: SESSION_SECONDS });
  await setCookie(token, SESSION_SECONDS);
}

export function closeSession() {
  return setCookie('', 0);
}
