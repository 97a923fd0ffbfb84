import { cookies, headers } from 'next/headers';
import { forbidden, redirect } from 'next/navigation';
import { cache } from 'react';
import { findKeyOwner } from '../accounts/find-key-owner';
import { findSessionOwner } from '../accounts/find-session-owner';
import { contextOf, type Actor, type Ctx } from '../context';
import { UnauthenticatedError } from '../errors';
import { mayUse, type Right } from '../permissions';
import { noteHeard } from './arrival';
import { readSession, sessionCookieName } from './session-token';

async function actorOfCookie(cookie: string | undefined): Promise<Actor | null> {
  if (!cookie) return null;
  const session = await readSession(cookie);
  if (!session) return null;
  const owner = await findSessionOwner(session);
  return (
    owner && { kind: 'user', userId: owner.id, role: owner.role, via: 'session', sessionId: session.sid }
  );
}

async function actorOfKey(authorization: string): Promise<Actor> {
  const [, key] = /^Bearer ([\x21-\x7e]{20,200})$/i.exec(authorization) ?? [];
  const owner = key ? await findKeyOwner(key) : null;
  if (!owner) throw new UnauthenticatedError('unknown or revoked API key');
  return { kind: 'user', userId: owner.id, role: owner.role, via: 'api-key' };
}

/** Who looks at this page: the owner of the session cookie, else the public at its address. Keys are for the API. */
export const sessionActor = cache(async (): Promise<Actor> => {
  noteHeard();
  const [head, jar] = [await headers(), await cookies()];
  return (await actorOfCookie(jar.get(sessionCookieName())?.value)) ?? { kind: 'public', ip: clientIp(head) };
});

/** Who sends this request to the API: the owner of its key, else of its session cookie, else the public at its address. */
export async function requestActor(): Promise<Actor> {
  const authorization = (await headers()).get('authorization') ?? '';
  // Another scheme is between the caller and a proxy.
  return /^Bearer\b/i.test(authorization) ? actorOfKey(authorization) : sessionActor();
}

/** The caller's address as bin/web.mjs found it; what a client claims about itself does not reach this header. */
export function clientIp(head: Headers) {
  return head.get('x-forwarded-for')?.split(',')[0]?.trim() ?? 'unknown';
}

/** What is known of the device that asks, for the session that it may get. */
export function deviceOf(head: Headers) {
  return { ip: clientIp(head), user_agent: head.get('user-agent') ?? '' };
}

/**
 * The context of a page. It decides what is shown, not what may be done: verbs decide that.
 * Sends people who are not signed in to the sign-in page, and answers 403 to those whose role has no such page.
 */
export async function pageContext(right: Right): Promise<Ctx> {
  const ctx = await requestContext();
  if (ctx.actor.kind !== 'user') redirect(await signInPath());
  if (!mayUse(ctx, right)) forbidden();
  return ctx;
}

/** The sign-in page, which leads back to the present one: proxy.ts says which that is. */
export async function signInPath() {
  const page = (await headers()).get('x-page');
  return page ? `/sign-in?${new URLSearchParams({ next: page }).toString()}` : '/sign-in';
}

/** The context of the present page, whoever looks at it. */
export async function requestContext(idempotencyKey?: string): Promise<Ctx> {
  return contextOf(await sessionActor(), requestIdOf(await headers()), idempotencyKey);
}

/** The id that bin/web.mjs gave the request; where there is none that can be stored, a new one. Everything of ours begins by it. */
export function requestIdOf(head: Headers) {
  noteHeard();
  const given = head.get('x-request-id');
  return given && /^[\w.:-]{1,80}$/.test(given) ? given : crypto.randomUUID();
}
