import { createRequire } from 'node:module';
import { decode } from 'next-auth/jwt';
import { afterEach, expect, test, vi } from 'vitest';
import { database } from '@/lib/db';
import { env } from '@/lib/env';
import { createUser, TEST_PASSWORD, unique } from '@/lib/testing/factories';
import * as nextHeaders from '@/lib/testing/next-headers';
import { arrive, sessionCookie } from '@/lib/testing/next-headers';
import { GET, POST } from './route';

vi.mock('next/headers', () => import('@/lib/testing/next-headers'));
// next-auth requires the module itself, where no mock of an import reaches.
Object.assign(createRequire(import.meta.url)('next/headers') as object, nextHeaders);

type Route = { GET: typeof GET; POST: typeof POST };

const HALF_A_DAY = 43_200;
const at = (...nextauth: string[]) => ({ params: Promise.resolve({ nextauth }) });
const pair = (cookie: string) => cookie.split(';')[0] ?? '';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

async function csrf(route: Route) {
  const response = await route.GET(arrive('/api/auth/csrf'), at('csrf'));
  const { csrfToken } = (await response.json()) as { csrfToken: string };
  return { csrfToken, cookie: response.headers.getSetCookie().map(pair).join('; ') };
}

/** Signs in as `next-auth/react` does it in a browser. */
async function signIn(email: string, password: string, route: Route = { GET, POST }) {
  const { csrfToken, cookie } = await csrf(route);
  const body = new URLSearchParams({ email, password, csrfToken, json: 'true' }).toString();
  const request = arrive('/api/auth/callback/credentials', {
    method: 'POST',
    headers: {
      cookie,
      'content-type': 'application/x-www-form-urlencoded',
      'x-forwarded-for': unique('ip'),
      'x-request-id': 'req-1',
      'user-agent': 'a browser',
    },
    body,
  });
  const response = await route.POST(request, at('callback', 'credentials'));
  const { url } = (await response.json()) as { url: string };
  return {
    status: response.status,
    error: new URL(url).searchParams.get('error'),
    cookies: response.headers.getSetCookie(),
  };
}

const sessionOf = (cookies: string[]) =>
  cookies.find((cookie) => cookie.startsWith('next-auth.session-token='));

test('the right password gives a cookie of half a day that holds who it is and no more', async () => {
  const user = await createUser({ role: 'ADMIN', sessionVersion: 4 });
  const { status, error, cookies } = await signIn(user.email, TEST_PASSWORD);
  expect({ status, error }).toEqual({ status: 200, error: null });
  const cookie = sessionOf(cookies) ?? '';
  expect(cookie).toMatch(/; Path=\/;.*HttpOnly; SameSite=Lax/);
  const expires = Date.parse(/Expires=([^;]+)/.exec(cookie)?.[1] ?? '');
  expect(Math.abs(expires - Date.now() - HALF_A_DAY * 1000)).toBeLessThan(60_000);
  const token = await decode({ token: pair(cookie).split('=')[1], secret: env().NEXTAUTH_SECRET });
  const {
    iat = 0,
    exp = 0,
    jti: _jti,
    ...held
  } = token as Record<string, unknown> & { iat?: number; exp?: number };
  const [session] = await database().session.findMany({ where: { userId: user.id } });
  expect(session).toMatchObject({ endedAt: null, userAgent: 'a browser' });
  expect(held).toEqual({ id: user.id, sid: session?.id, session_version: 4 });
  expect(exp - iat).toBe(HALF_A_DAY);
});

test('where the product is reached over TLS, the cookie travels over nothing else', async () => {
  vi.stubEnv('NEXTAUTH_URL', 'https://tributary.example');
  vi.resetModules();
  const { email } = await createUser();
  const { cookies } = await signIn(email, TEST_PASSWORD, await import('./route'));
  const { sessionCookieName } = await import('@/lib/web/session-token');
  const cookie = cookies.find((one) => one.startsWith(`${sessionCookieName()}=`));
  expect(cookie).toMatch(/^__Secure-next-auth\.session-token=.*; HttpOnly; Secure; SameSite=Lax/);
});

test('a refusal carries the error answer of everywhere else, and no cookie', async () => {
  const { email } = await createUser();
  const { status, error, cookies } = await signIn(email, 'not the password');
  expect(status).toBe(401);
  expect(JSON.parse(error ?? '')).toEqual({
    error_code: 'INVALID_CREDENTIALS',
    message: expect.stringContaining('Email and password do not match') as string,
    details: {},
    request_id: 'req-1',
  });
  expect(sessionOf(cookies)).toBeUndefined();
});

test('a failure while signing in tells nothing of itself', async () => {
  vi.spyOn(database().user, 'findUnique').mockImplementation(() => {
    throw new Error('table users is gone');
  });
  const { error } = await signIn('ada@example.com', TEST_PASSWORD);
  expect(JSON.parse(error ?? '')).toMatchObject({ error_code: 'INTERNAL_ERROR', details: {} });
  expect(error).not.toContain('gone');
});

test('nobody signs in without the token of the form', async () => {
  const { email } = await createUser();
  const body = JSON.stringify({ email, password: TEST_PASSWORD, csrfToken: 'x', json: 'true' });
  const request = arrive('/api/auth/callback/credentials', { method: 'POST', body });
  const response = await POST(request, at('callback', 'credentials'));
  expect(sessionOf(response.headers.getSetCookie())).toBeUndefined();
});

const whose = async (cookie: Record<string, string>) => {
  const response = await GET(arrive('/api/auth/session', { headers: cookie }), at('session'));
  return {
    status: response.status,
    body: (await response.json()) as unknown,
    cookies: response.headers.getSetCookie(),
  };
};

test('a session tells id and role as they are now, and is prolonged', async () => {
  const user = await createUser({ role: 'DISTRIBUTOR' });
  await database().user.update({ where: { id: user.id }, data: { role: 'OPERATOR' } });
  const { body, cookies } = await whose(await sessionCookie(user));
  expect(body).toMatchObject({ user: { id: user.id, role: 'OPERATOR' } });
  const token = await decode({
    token: pair(sessionOf(cookies) ?? '').split('=')[1],
    secret: env().NEXTAUTH_SECRET,
  });
  expect(Number(token?.exp) - Date.now() / 1000).toBeGreaterThan(HALF_A_DAY - 60);
});

test('a session that was ended is empty and its cookie taken back', async () => {
  const user = await createUser();
  const cookie = await sessionCookie(user);
  await database().user.update({ where: { id: user.id }, data: { sessionVersion: { increment: 1 } } });
  const { body, cookies } = await whose(cookie);
  expect(body).toEqual({});
  expect(sessionOf(cookies)).toMatch(/^next-auth\.session-token=;.*Max-Age=0/);
});

test('while the database is away nobody is signed out', async () => {
  const cookie = await sessionCookie(await createUser());
  vi.spyOn(database(), '$queryRaw').mockImplementation(() => {
    throw Object.assign(new Error('connection refused'), { code: 'P1001' });
  });
  const { status, body, cookies } = await whose(cookie);
  expect(status).toBe(503);
  expect(body).toMatchObject({ error_code: 'SERVICE_UNAVAILABLE' });
  expect(cookies).toEqual([]);
});

test('signing out ends the session itself, so that a copied cookie opens nothing', async () => {
  const user = await createUser();
  const { cookie } = await sessionCookie(user);
  const form = await csrf({ GET, POST });
  const request = arrive('/api/auth/signout', {
    method: 'POST',
    headers: {
      cookie: `${cookie}; ${form.cookie}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ csrfToken: form.csrfToken, json: 'true' }).toString(),
  });
  const response = await POST(request, at('signout'));
  expect(sessionOf(response.headers.getSetCookie())).toMatch(/^next-auth\.session-token=;.*Max-Age=0/);
  expect((await whose({ cookie })).body).toEqual({});
  const where = { userId: user.id, action: 'accounts.end-session' };
  expect(await database().auditEntry.count({ where })).toBe(1);
});

test.each([
  ['a body that is no JSON', '/api/auth/signout', '{'],
  ['a form whose field is none', '/api/auth/signout', '{"callbackUrl": {"a": 1}}'],
  ['no address to return to', '/api/auth/signout?callbackUrl=%00', '{}'],
])('%s is refused, and is no failure of ours', async (_, path, body) => {
  const response = await POST(arrive(path, { method: 'POST', body }), at('signout'));
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error_code: 'VALIDATION_ERROR' });
});

test('nobody is led elsewhere by the address to return to', async () => {
  const { cookie } = await csrf({ GET, POST });
  for (const callbackUrl of ['https://evil.example/', '//evil.example', 'http:', '/orders?q=1']) {
    const request = arrive(`/api/auth/csrf?${new URLSearchParams({ callbackUrl }).toString()}`, {
      headers: { cookie },
    });
    const cookies = (await GET(request, at('csrf'))).headers.getSetCookie().join();
    expect(decodeURIComponent(cookies)).not.toContain('evil');
  }
});

test('what a stranger sends is not written into the log', async () => {
  const request = arrive('/api/auth/_log', {
    method: 'POST',
    body: '{"level":"error","code":"X","message":"boo"}',
  });
  const response = await POST(request, at('_log'));
  expect(response.status).toBe(400);
});
