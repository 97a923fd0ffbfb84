import { decode, encode } from 'next-auth/jwt';
import { z } from 'zod';
import { SESSION_SECONDS } from '../accounts/session-life';
import { now } from '../clock';
import { env } from '../env';

/** A session in use is prolonged now and then, not with every page. */
const RENEW_AFTER_SECONDS = 900;

/** What a session cookie carries. Role and standing are read from the database each time, so they end at once. */
export const SessionToken = z.object({
  id: z.number().int().positive(),
  sid: z.uuid(),
  session_version: z.number().int().positive(),
});

const isSecure = () => env().NEXTAUTH_URL.startsWith('https:');

export function sessionCookieName() {
  return isSecure() ? '__Secure-next-auth.session-token' : 'next-auth.session-token';
}

/** A browser takes a __Secure- cookie, and its end too, only with the flag of that name. */
export function sessionCookieFlags(maxAge: number) {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure(), maxAge } as const;
}

export function sealSession({ id, sid, session_version }: z.infer<typeof SessionToken>) {
  return encode({
    token: { id, sid, session_version },
    secret: env().NEXTAUTH_SECRET,
    maxAge: SESSION_SECONDS,
  });
}

/** What a cookie says, or null when it is not one of ours or is too old. */
export async function readSession(cookie: string) {
  // oxlint-disable-next-line house/catches-tell -- whatever is wrong with it, it is no cookie of ours
  const payload = await decode({ token: cookie, secret: env().NEXTAUTH_SECRET }).catch(() => null);
  const token = SessionToken.safeParse(payload);
  return token.success ? { ...token.data, exp: payload?.exp } : null;
}

/** The same session from now on, or null when it is too fresh, too old or not one of ours. */
export async function renewSession(cookie: string) {
  const session = await readSession(cookie);
  const left = (Number(session?.exp) || 0) - now().getTime() / 1000;
  return session && left < SESSION_SECONDS - RENEW_AFTER_SECONDS ? sealSession(session) : null;
}
