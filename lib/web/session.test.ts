import { AsyncLocalStorage } from 'node:async_hooks';
import { expect, test, vi } from 'vitest';
import { findSessionOwner } from '../accounts/find-session-owner';
import { createUser } from '../testing/factories';
import { arrive, sessionCookie } from '../testing/next-headers';
import { isHeard } from './arrival';
import { clientIp, pageContext } from './session';

vi.mock('next/headers', () => import('../testing/next-headers'));
vi.mock('../accounts/find-session-owner', { spy: true });

test('a page is shown to those whose role has it', async () => {
  const user = await createUser({ role: 'DISTRIBUTOR' });
  arrive('/codes', { headers: await sessionCookie(user) });
  const { actor } = await pageContext('codes.view-own');
  expect(actor).toEqual({
    kind: 'user',
    userId: user.id,
    role: 'DISTRIBUTOR',
    via: 'session',
    sessionId: expect.any(String) as string,
  });
});

test('a page goes by the session, whatever a proxy in front asks for', async () => {
  const user = await createUser({ role: 'DISTRIBUTOR' });
  for (const authorization of ['Basic YTpi', 'Bearer not-a-key-of-anybody-at-all']) {
    arrive('/codes', { headers: { ...(await sessionCookie(user)), authorization } });
    expect((await pageContext('codes.view-own')).actor).toMatchObject({ userId: user.id });
  }
});

test('another role is told that it may not see it', async () => {
  // What next.config.mjs switches on for the built product.
  vi.stubEnv('__NEXT_EXPERIMENTAL_AUTH_INTERRUPTS', 'true');
  arrive('/codes', { headers: await sessionCookie(await createUser({ role: 'ADMIN' })) });
  await expect(pageContext('codes.view-own')).rejects.toMatchObject({
    digest: 'NEXT_HTTP_ERROR_FALLBACK;403',
  });
});

test('who is not signed in is sent to do so and comes back', async () => {
  arrive('/codes', { headers: { 'x-page': '/codes?state=active' } });
  await expect(pageContext('codes.view-own')).rejects.toMatchObject({
    digest: expect.stringContaining('/sign-in?next=%2Fcodes%3Fstate%3Dactive') as string,
  });
});

test('a page that fails over its session has begun: it is no request that cannot be read', async () => {
  const arrivals = new AsyncLocalStorage();
  vi.stubGlobal('tributaryArrivals', arrivals);
  arrive('/codes', { headers: await sessionCookie(await createUser({ role: 'DISTRIBUTOR' })) });
  vi.mocked(findSessionOwner).mockRejectedValueOnce(new Error('the database is away'));
  await arrivals.run({ isHeard: false }, async () => {
    await expect(pageContext('codes.view-own')).rejects.toThrow('the database is away');
    expect(isHeard()).toBe(true);
  });
});

test('the address of a caller is the first that the web server names', () => {
  expect(clientIp(new Headers({ 'x-forwarded-for': '203.0.113.7, 10.0.0.1' }))).toBe('203.0.113.7');
  expect(clientIp(new Headers())).toBe('unknown');
});
