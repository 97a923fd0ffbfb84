import { decode } from 'next-auth/jwt';
import { cookies, headers } from 'next/headers';
import { cache } from 'react';
import { z } from 'zod';
import { findKeyOwner } from '../accounts/find-key-owner';
import { findSessionOwner } from '../accounts/find-session-owner';
import { contextOf, type Actor, type Ctx } from '../context';
import { env } from '../env';
import { UnauthenticatedError } from '../errors';
import { authorize, type Right } from '../permissions';
import { redirect } from 'next/navigation';

/** What a session cookie carries. Role and standing are read from the database each time, so they end at once. */
export const SessionToken = z.object({ id: z.number().int().positive(), session_version: z.number().int().positive() });

export function sessionCookieName() {
  return env().NEXTAUTH_URL.startsWith('https:') ? '__Secure-next-auth.session-token' : 'next-auth.session-token';
}

async function actorOfCookie(cookie: string | undefined): Promise<Actor | null> {
  if (!cookie) return null;
  const token = SessionToken.safeParse(await decode({ token: cookie, secret: env().NEXTAUTH_SECRET }).catch(() => null));
  if (!token.success) return null;
  const owner = await findSessionOwner(token.data.id, token.data.session_version);
  return owner && { kind: 'user', userId: owner.id, role: owner.role, via: 'session' };
}

async function actorOfKey(authorization: string): Promise<Actor> {
  const [, key] = /^Bearer ([\x21-\x7e]{20,200})$/.exec(authorization) ?? [];
  const owner = key ? await findKeyOwner(key) : null;
  if (!owner) throw new UnauthenticatedError('unknown or revoked API key');
  return { kind: 'user', userId: owner.id, role: owner.role, via: 'api-key' };
}

/** Who sends this request: the owner of its API key, else of its session cookie, else the public at its address. */
export const requestActor = cache(async (): Promise<Actor> => {
  const [head, jar] = [await headers(), await cookies()];
  const authorization = head.get('authorization');
  if (authorization) return actorOfKey(authorization);
  return (await actorOfCookie(jar.get(sessionCookieName())?.value)) ?? { kind: 'public', ip: clientIp(head) };
});

/** The caller's address as bin/web.mjs found it; what a client claims about itself does not reach this header. */
export function clientIp(head: Headers) {
  return head.get('x-forwarded-for')?.split(',')[0]?.trim() ?? 'unknown';
}

/**
 * The context of a page. It decides what is shown, not what may be done: verbs decide that.
 * Sends people who are not signed in to the sign-in page.
 * @throws PermissionDeniedError when this user may not see the page
 */
export async function pageContext(right: Right): Promise<Ctx> {
  const ctx = await requestContext();
  if (ctx.actor.kind !== 'user') redirect('/sign-in');
  authorize(ctx, right);
  return ctx;
}

/** The context of the present request, whoever sends it. */
export async function requestContext(idempotencyKey?: string): Promise<Ctx> {
  const requestId = (await headers()).get('x-request-id') ?? undefined;
  return contextOf(await requestActor(), requestId, idempotencyKey);
}
