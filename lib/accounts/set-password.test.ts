import { expect, test } from 'vitest';
import { database } from '../db';
import { atOnce, outcomes, publicCtx, testCtx, userCtx } from '../testing/database';
import { createSession, createUser, TEST_PASSWORD, unique } from '../testing/factories';
import { changePassword } from './change-password';
import { disableUser } from './disable-user';
import { findPasswordLink } from './find-password-link';
import { findSessionOwner } from './find-session-owner';
import { isPassword } from './password-hash';
import { passwordToken } from './password-token';
import type { PasswordLink } from './schema';
import { setPassword } from './set-password';

const NEW = 'quite another one';
const HOUR_MS = 3_600_000;
type Row = Awaited<ReturnType<typeof createUser>>;

const linkOf = (user: Row, purpose: PasswordLink = 'reset', hoursAgo = 0) =>
  passwordToken(user, purpose, new Date(Date.now() - hoursAgo * HOUR_MS)).token;
const use = (token: string, new_password = NEW) =>
  setPassword(publicCtx(), { token, new_password, ip: unique('ip'), user_agent: '' });
const row = ({ id }: Row) => database().user.findUniqueOrThrow({ where: { id } });
const used = { errorCode: 'PASSWORD_LINK_USED', httpStatus: 409 };

test('an invited user sets a first password, is signed in by it, and the link is used up', async () => {
  const user = await createUser({ passwordHash: null });
  const token = linkOf(user, 'invitation');
  const ctx = publicCtx();
  expect(await findPasswordLink(ctx, { token })).toEqual({
    name: user.name,
    email: user.email,
    purpose: 'invitation',
  });
  const session = await setPassword(ctx, { token, new_password: NEW, ip: '203.0.113.7', user_agent: '' });
  expect(await findSessionOwner(session)).toMatchObject({ id: user.id });
  expect(await isPassword(NEW, (await row(user)).passwordHash)).toBe(true);
  const audit = await database().auditEntry.findMany({ where: { requestId: ctx.requestId } });
  expect(audit).toMatchObject([
    {
      action: 'accounts.set-password',
      userId: user.id,
      after: { purpose: 'invitation', from: '203.0.113.7' },
    },
  ]);
  expect(JSON.stringify(audit, (_, value: unknown) => (typeof value === 'bigint' ? 0 : value))).not.toContain(
    NEW,
  );
  await expect(use(token, 'a third password')).rejects.toMatchObject(used);
});

test('another password by a link ends every session from before', async () => {
  const user = await createUser();
  const { id: sid } = await createSession(user.id);
  await use(linkOf(user));
  expect(await database().session.findUniqueOrThrow({ where: { id: sid } })).toMatchObject({
    endedAt: expect.any(Date) as Date,
  });
  const { sessionVersion } = await row(user);
  expect(await findSessionOwner({ id: user.id, sid, session_version: sessionVersion })).toBeNull();
});

test('a link dies with a newer password, and with whatever ends all sessions', async () => {
  const changed = await createUser();
  const token = linkOf(changed);
  await changePassword(userCtx(changed), { current_password: TEST_PASSWORD, new_password: NEW });
  await expect(use(token)).rejects.toMatchObject(used);

  const disabled = await createUser();
  const other = linkOf(disabled);
  await disableUser(userCtx(await createUser({ role: 'ADMIN' })), { user_id: disabled.id });
  await expect(use(other)).rejects.toMatchObject(used);
  await database().user.update({ where: { id: disabled.id }, data: { isActive: true } });
  await expect(use(other)).rejects.toMatchObject(used);
});

test.each([
  ['invitation', 71, 73],
  ['reset', 0.9, 1.1],
] as const)('a link for an %s works for its time', async (purpose, before, after) => {
  const user = await createUser();
  await expect(use(linkOf(user, purpose, after))).rejects.toMatchObject({
    errorCode: 'PASSWORD_LINK_EXPIRED',
  });
  expect(await use(linkOf(user, purpose, before))).toMatchObject({ id: user.id });
});

test('nothing of a link can be altered, and no other user’s fits', async () => {
  const [user, other] = [await createUser(), await createUser()];
  const bytes = Buffer.from(linkOf(user), 'base64url');
  const foreign = Buffer.from(bytes);
  foreign.writeUInt32BE(other.id);
  const later = Buffer.from(bytes);
  later.writeUInt32BE(later.readUInt32BE(4) + 3_600, 4);
  const invitation = Buffer.from(bytes);
  invitation.writeUInt8(1 - invitation.readUInt8(8), 8);
  const altered = [foreign, later, invitation].map((one) => one.toString('base64url'));
  for (const token of [...altered, bytes.toString('base64'), 'x', linkOf(user).slice(1), `${linkOf(user)}A`])
    await expect(use(token)).rejects.toMatchObject(used);
  expect(await row(user)).toEqual(user);
  expect(await row(other)).toEqual(other);
});

test('of five who use a link at once, one sets the password', async () => {
  const user = await createUser();
  const token = linkOf(user);
  const { values, errors } = outcomes(await atOnce(5, (i) => use(token, `${NEW} ${i}`)));
  expect(values).toHaveLength(1);
  for (const error of errors) expect(error).toMatchObject(used);
  expect(await database().session.count({ where: { userId: user.id, endedAt: null } })).toBe(1);
});

test('one’s own email is refused here as well, and the link stays', async () => {
  const user = await createUser();
  await expect(use(linkOf(user), user.email)).rejects.toMatchObject({ errorCode: 'PASSWORD_UNSAFE' });
  expect(await use(linkOf(user))).toMatchObject({ id: user.id });
});

test('links are tried thirty times a minute; those that work do not count', async () => {
  const user = await createUser();
  const ctx = publicCtx();
  const find = (token: string) => findPasswordLink(ctx, { token });
  for (let i = 0; i < 40; i += 1) await find(linkOf(user));
  for (let i = 0; i < 30; i += 1) await expect(find('guess')).rejects.toMatchObject(used);
  await expect(find(linkOf(user))).rejects.toMatchObject({ errorCode: 'RATE_LIMITED' });
});

test('a provider or a job sets nobody’s password', async () => {
  const token = linkOf(await createUser());
  const input = { token, new_password: NEW, ip: 'x', user_agent: '' };
  for (const actor of [
    { kind: 'provider', provider: 'sandbox' },
    { kind: 'system', task: 'x' },
  ] as const)
    await expect(setPassword(testCtx(actor), input)).rejects.toMatchObject({
      errorCode: 'PERMISSION_DENIED',
    });
});
