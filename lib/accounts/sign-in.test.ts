import { verify } from '@node-rs/argon2';
import { expect, test, vi } from 'vitest';
import { database } from '../db';
import { countAttempt } from '../rate-limit';
import { publicCtx, testCtx } from '../testing/database';
import { createSession, createUser, TEST_PASSWORD, unique } from '../testing/factories';
import { signIn } from './sign-in';

vi.mock('@node-rs/argon2', { spy: true });

const attempt = (email: string, password = TEST_PASSWORD, ip = unique('ip'), ctx = publicCtx()) =>
  signIn(ctx, { email, password, ip, user_agent: 'a browser' });

test('the right password opens a session and leaves its audit row', async () => {
  const user = await createUser({ role: 'ADMIN', sessionVersion: 3 });
  const ctx = publicCtx();
  const { sid, ...claim } = await attempt(user.email, TEST_PASSWORD, '203.0.113.7', ctx);
  expect(claim).toEqual({ id: user.id, session_version: 3 });
  expect(await database().session.findUnique({ where: { id: sid } })).toMatchObject({
    userId: user.id,
    ip: '203.0.113.7',
    userAgent: 'a browser',
    endedAt: null,
  });
  const { lastSignInAt } = await database().user.findUniqueOrThrow({ where: { id: user.id } });
  expect(lastSignInAt).not.toBeNull();
  const [row] = await database().auditEntry.findMany({ where: { requestId: ctx.requestId } });
  expect(row).toMatchObject({
    actor: `user:${user.id}`,
    userId: user.id,
    action: 'accounts.sign-in',
    entity: 'user',
    entityId: String(user.id),
  });
});

test('unknown email, wrong password, disabled user and one without a password are told the same after the same work', async () => {
  const user = await createUser();
  const disabled = await createUser({ isActive: false });
  const invited = await createUser({ passwordHash: null });
  const refusals = [];
  for (const [email, password] of [
    [`${unique('nobody')}@example.com`, TEST_PASSWORD],
    [user.email, 'not the password'],
    [disabled.email, TEST_PASSWORD],
    [invited.email, TEST_PASSWORD],
  ] as const) {
    vi.mocked(verify).mockClear();
    const error: unknown = await attempt(email, password).catch((thrown: unknown) => thrown);
    const { errorCode, httpStatus, details } = error as {
      errorCode: string;
      httpStatus: number;
      details: object;
    };
    refusals.push({ errorCode, httpStatus, details, verified: vi.mocked(verify).mock.calls.length });
  }
  const refusal = { errorCode: 'INVALID_CREDENTIALS', httpStatus: 401, details: {}, verified: 1 };
  expect(refusals).toEqual([refusal, refusal, refusal, refusal]);
});

test('who is no person cannot sign in', async () => {
  const { email } = await createUser();
  const ctx = testCtx({ kind: 'provider', provider: 'sandbox' });
  await expect(attempt(email, TEST_PASSWORD, 'x', ctx)).rejects.toMatchObject({
    errorCode: 'PERMISSION_DENIED',
  });
});

test('from one address, an email is tried ten times, and then not even the right password is heard', async () => {
  const { email, id } = await createUser();
  const ip = unique('ip');
  for (let i = 0; i < 10; i += 1)
    await expect(attempt(email, `guess number ${i}`, ip)).rejects.toMatchObject({
      errorCode: 'INVALID_CREDENTIALS',
    });
  const refused: unknown = await attempt(email, TEST_PASSWORD, ip).catch((error: unknown) => error);
  // Whoever knows it comes in from anywhere else.
  expect(await attempt(email)).toMatchObject({ id });
  expect(refused).toMatchObject({ errorCode: 'RATE_LIMITED', httpStatus: 429 });
  const { retryAfter } = refused as { retryAfter: number };
  expect(retryAfter).toBeGreaterThan(800);
  expect(retryAfter).toBeLessThanOrEqual(900);
});

test('an address is heard fifty times, whatever emails it tries', async () => {
  const ip = unique('ip');
  for (let i = 0; i < 49; i += 1) await countAttempt('sign-in.ip', ip, 50, 900);
  const guess = () => attempt(`${unique('nobody')}@example.com`, 'guess', ip);
  await expect(guess()).rejects.toMatchObject({ errorCode: 'INVALID_CREDENTIALS' });
  await expect(guess()).rejects.toMatchObject({ errorCode: 'RATE_LIMITED' });
});

test('many addresses together are heard a hundred times; where somebody was signed in before, they still are', async () => {
  const { email, id } = await createUser();
  await createSession(id, { ip: '198.51.100.1', endedAt: new Date() });
  await createSession((await createUser()).id, { ip: '198.51.100.2' });
  for (let i = 0; i < 100; i += 1) await countAttempt('sign-in.email', email, 100, 900);
  const limited = { errorCode: 'RATE_LIMITED' };
  await expect(attempt(email)).rejects.toMatchObject(limited);
  await expect(attempt(email, TEST_PASSWORD, '198.51.100.2')).rejects.toMatchObject(limited);
  expect(await attempt(email, TEST_PASSWORD, '198.51.100.1')).toMatchObject({ id });
});

test('a password that is changed while it is checked opens nothing', async () => {
  const user = await createUser();
  vi.mocked(verify).mockImplementationOnce(async () => {
    await database().user.update({ where: { id: user.id }, data: { passwordHash: 'another' } });
    return true;
  });
  await expect(attempt(user.email)).rejects.toMatchObject({ errorCode: 'INVALID_CREDENTIALS' });
  expect(await database().session.count({ where: { userId: user.id } })).toBe(0);
});

test('those who know their password are never locked out by using it', async () => {
  const { email, id } = await createUser();
  for (let i = 0; i < 12; i += 1) expect(await attempt(email)).toMatchObject({ id });
});
