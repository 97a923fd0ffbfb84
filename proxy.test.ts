import { decode, encode } from 'next-auth/jwt';
import { NextRequest } from 'next/server';
import { expect, test } from 'vitest';
import { env } from './lib/env';
import { proxy } from './proxy';

const HOUR = 3_600;
const SID = crypto.randomUUID();
const secret = () => env().NEXTAUTH_SECRET;

async function visit(
  path: string,
  {
    cookie,
    method = 'GET',
    headers = {},
  }: { cookie?: string; method?: string; headers?: Record<string, string> } = {},
) {
  const own: Record<string, string> = cookie ? { cookie: `next-auth.session-token=${cookie}` } : {};
  const request = new NextRequest(new URL(path, env().NEXTAUTH_URL), {
    method,
    headers: { ...own, ...headers },
  });
  return proxy(request);
}

/** A session with so many hours left of its twelve. */
const session = (hours: number, key = secret()) =>
  encode({ token: { id: 7, sid: SID, session_version: 2 }, secret: key, maxAge: hours * HOUR });

test('a page of the house asks for a session, and leads back afterwards', async () => {
  const answer = await visit('/codes?state=active');
  expect(answer.status).toBe(307);
  expect(answer.headers.get('location')).toMatch(/\/sign-in\?next=%2Fcodes%3Fstate%3Dactive$/);
  for (const open of [
    '/sign-in',
    '/forgot-password',
    '/p/token',
    '/r',
    '/r/ORD1_ABCDEFGH',
    '/i/token',
    '/sandbox/pay/x',
  ])
    expect((await visit(open)).headers.get('location')).toBeNull();
});

test('a session in use is prolonged to its full time', async () => {
  const answer = await visit('/codes', { cookie: await session(5) });
  const [cookie = ''] = answer.headers.getSetCookie();
  expect(cookie).toMatch(
    /^next-auth\.session-token=.+; Path=\/; Expires=.+; Max-Age=43200; HttpOnly; SameSite=lax$/i,
  );
  const token = await decode({ token: cookie.split(/[=;]/)[1], secret: secret() });
  expect(token).toMatchObject({ id: 7, sid: SID, session_version: 2 });
  expect(Number(token?.exp) - Date.now() / 1000).toBeGreaterThan(11.9 * HOUR);
});

test.each([
  ['fresh', () => session(11.9), {}],
  ['too old', () => session(-1), {}],
  ['not ours', () => session(5, 'another secret of more than 32 characters'), {}],
  ['no session at all', () => Promise.resolve('x'), {}],
  ['used by an action, which may be signing out', () => session(5), { method: 'POST' }],
  ['used by a page that is fetched ahead', () => session(5), { headers: { 'next-router-prefetch': '1' } }],
  [
    'used by a page that the browser fetches ahead',
    () => session(5),
    { headers: { 'sec-purpose': 'prefetch' } },
  ],
])('a session that is %s is left as it is', async (_which, cookie, more) => {
  const answer = await visit('/codes', { cookie: await cookie(), ...more });
  expect(answer.headers.getSetCookie()).toEqual([]);
});

test('each page has a policy with a nonce of its own, which Next.js is told', async () => {
  const [one, other] = [await visit('/sign-in'), await visit('/sign-in')];
  const policy = one.headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(/script-src 'nonce-[0-9a-f-]{36}' 'strict-dynamic'(;|$)/);
  expect(policy).toContain("frame-ancestors 'none'");
  expect(one.headers.get('x-middleware-request-content-security-policy')).toBe(policy);
  expect(other.headers.get('content-security-policy')).not.toBe(policy);
});
