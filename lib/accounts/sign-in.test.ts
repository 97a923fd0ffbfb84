import { verify } from '@node-rs/argon2';
import { expect, test, vi } from 'vitest';
import { database } from '../db';
import { countAttempt } from '../rate-limit';
import { testCtx } from '../testing/database';
import { createUser, TEST_PASSWORD, unique } from '../testing/factories';
import { signIn } from './sign-in';

vi.mock('@node-rs/argon2', { spy: true });

const visitor = () => testCtx({ kind: 'public', ip: unique('ip') });
const attempt = (email: string, password = TEST_PASSWORD, ctx = visitor()) =>
  signIn(ctx, { email, password });

test('the right password opens a session and leaves its audit row', async () => {
  const user = await createUser({ role: 'ADMIN', sessionVersion: 3 });
  const ctx = visitor();
  expect(await attempt(user.email, TEST_PASSWORD, ctx)).toEqual({
    id: user.id,
    role: 'ADMIN',
    session_version: 3,
  });
  const [row] = await database().auditEntry.findMany({ where: { requestId: ctx.requestId } });
  expect(row).toMatchObject({
    actor: `user:${user.id}`,
    userId: user.id,
    action: 'accounts.sign-in',
    entity: 'user',
    entityId: String(user.id),
  });
});

test('unknown email, wrong password and disabled user are told the same after the same work', async () => {
  const user = await createUser();
  const disabled = await createUser({ isActive: false });
  const refusals = [];
  for (const [email, password] of [
    [`${unique('nobody')}@example.com`, TEST_PASSWORD],
    [user.email, 'not the password'],
    [disabled.email, TEST_PASSWORD],
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
  expect(refusals).toEqual([refusal, refusal, refusal]);
});

test('who is no person cannot sign in', async () => {
  const { email } = await createUser();
  const ctx = testCtx({ kind: 'provider', provider: 'sandbox' });
  await expect(attempt(email, TEST_PASSWORD, ctx)).rejects.toMatchObject({ errorCode: 'PERMISSION_DENIED' });
});

test('an email is tried ten times, from wherever, and then not even the right password is heard', async () => {
  const { email } = await createUser();
  for (let i = 0; i < 10; i += 1)
    await expect(attempt(email, `guess number ${i}`)).rejects.toMatchObject({
      errorCode: 'INVALID_CREDENTIALS',
    });
  const refused: unknown = await attempt(email).catch((error: unknown) => error);
  expect(refused).toMatchObject({ errorCode: 'RATE_LIMITED', httpStatus: 429 });
  const { retryAfter } = refused as { retryAfter: number };
  expect(retryAfter).toBeGreaterThan(800);
  expect(retryAfter).toBeLessThanOrEqual(900);
});

test('an address is heard fifty times, whatever emails it tries', async () => {
  const ip = unique('ip');
  for (let i = 0; i < 49; i += 1) await countAttempt('sign-in.ip', ip, 50, 900);
  const guess = () => attempt(`${unique('nobody')}@example.com`, 'guess', testCtx({ kind: 'public', ip }));
  await expect(guess()).rejects.toMatchObject({ errorCode: 'INVALID_CREDENTIALS' });
  await expect(guess()).rejects.toMatchObject({ errorCode: 'RATE_LIMITED' });
});

test('those who know their password are never locked out by using it', async () => {
  const { email, id } = await createUser();
  for (let i = 0; i < 12; i += 1) expect(await attempt(email)).toMatchObject({ id });
});
