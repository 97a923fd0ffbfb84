import { expect, test } from 'vitest';
import { database } from '../db';
import { atOnce, outcomes, publicCtx, testCtx, userCtx } from '../testing/database';
import { createSession, createUser, TEST_PASSWORD, unique } from '../testing/factories';
import { changePassword } from './change-password';
import { createApiKey } from './create-api-key';
import { findKeyOwner } from './find-key-owner';
import { findSessionOwner } from './find-session-owner';
import { signIn } from './sign-in';

const NEW = 'quite another one';
const input = { current_password: TEST_PASSWORD, new_password: NEW };
const enter = (email: string, password: string) =>
  signIn(publicCtx(), { email, password, ip: unique('ip'), user_agent: '' });

test('the new password counts from now on, every other session ends, this one and keys stay', async () => {
  const user = await createUser();
  const [here, there] = [await createSession(user.id), await createSession(user.id)];
  const actor = { kind: 'user', userId: user.id, role: user.role, via: 'session' } as const;
  const ctx = testCtx({ ...actor, sessionId: here.id });
  const { key } = await createApiKey(ctx, { name: 'script' });
  await changePassword(ctx, input);
  expect(await enter(user.email, NEW)).toMatchObject({ id: user.id });
  await expect(enter(user.email, TEST_PASSWORD)).rejects.toMatchObject({ errorCode: 'INVALID_CREDENTIALS' });
  const claim = { id: user.id, session_version: user.sessionVersion };
  expect(await findSessionOwner({ ...claim, sid: here.id })).toMatchObject({ id: user.id });
  expect(await findSessionOwner({ ...claim, sid: there.id })).toBeNull();
  expect(await findKeyOwner(key)).toMatchObject({ id: user.id });
  const where = { requestId: ctx.requestId, action: 'accounts.change-password' };
  expect(await database().auditEntry.findMany({ where })).toMatchObject([{ userId: user.id, after: null }]);
});

test('without the current password nothing changes, and guessing it is limited', async () => {
  const user = await createUser();
  const guess = { ...input, current_password: 'a guess' };
  for (let i = 0; i < 10; i += 1)
    await expect(changePassword(userCtx(user), guess)).rejects.toMatchObject({
      errorCode: 'WRONG_PASSWORD',
      details: { field: 'current_password' },
    });
  await expect(changePassword(userCtx(user), input)).rejects.toMatchObject({ errorCode: 'RATE_LIMITED' });
  expect(await database().user.findUnique({ where: { id: user.id } })).toEqual(user);
});

test('an API key cannot change its owner’s password, and nobody else can', async () => {
  const user = await createUser();
  const program = testCtx({ kind: 'user', userId: user.id, role: user.role, via: 'api-key' });
  await expect(changePassword(program, input)).rejects.toMatchObject({ errorCode: 'PERMISSION_DENIED' });
  const visitor = testCtx({ kind: 'public', ip: 'x' });
  await expect(changePassword(visitor, input)).rejects.toMatchObject({ errorCode: 'UNAUTHENTICATED' });
});

test('one’s own email is refused', async () => {
  const user = await createUser();
  const change = { ...input, new_password: user.email.toUpperCase() };
  await expect(changePassword(userCtx(user), change)).rejects.toMatchObject({
    errorCode: 'PASSWORD_UNSAFE',
    details: { field: 'new_password' },
  });
});

test('who signs in with the old password while it is changed is signed out again, or not signed in at all', async () => {
  for (let round = 0; round < 5; round += 1) {
    const user = await createUser();
    await atOnce(2, async (i) => {
      if (i === 0) await changePassword(userCtx(user), input);
      else await enter(user.email, TEST_PASSWORD);
    });
    expect(await database().session.count({ where: { userId: user.id, endedAt: null } })).toBe(0);
  }
});

test('of two changes at once one wins, and the other one is told', async () => {
  const user = await createUser();
  const race = await atOnce(2, (i) =>
    changePassword(userCtx(user), { ...input, new_password: `${NEW} ${i}` }),
  );
  const { values, errors } = outcomes(race);
  expect(values).toHaveLength(1);
  expect(errors).toHaveLength(1);
  // The loser finds either the password that it checked replaced, or its current password no longer right.
  expect(['VERSION_CONFLICT', 'WRONG_PASSWORD']).toContain((errors[0] as { errorCode: string }).errorCode);
});
