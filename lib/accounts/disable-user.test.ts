import { expect, test } from 'vitest';
import { database } from '../db';
import { MAX_ID } from '../text';
import { atOnce, outcomes, userCtx } from '../testing/database';
import { createSession, createUser } from '../testing/factories';
import { createApiKey } from './create-api-key';
import { disableUser } from './disable-user';
import { enableUser } from './enable-user';
import { findKeyOwner } from './find-key-owner';
import { findSessionOwner } from './find-session-owner';

const admin = async () => userCtx(await createUser({ role: 'ADMIN' }));

test('a disabled user loses sessions and keys at once; enabled again, the keys but not the sessions', async () => {
  const ctx = await admin();
  const user = await createUser();
  const { key } = await createApiKey(userCtx(user), { name: 'script' });
  const { id: sid } = await createSession(user.id);
  const claim = { id: user.id, sid, session_version: user.sessionVersion };
  expect(await findSessionOwner(claim)).toMatchObject({ id: user.id });
  expect(await findKeyOwner(key)).toMatchObject({ id: user.id });
  await disableUser(ctx, { user_id: user.id });
  expect(await findSessionOwner(claim)).toBeNull();
  expect(await findKeyOwner(key)).toBeNull();
  await enableUser(ctx, { user_id: user.id });
  expect(await findSessionOwner(claim)).toBeNull();
  expect(await findKeyOwner(key)).toMatchObject({ id: user.id });
  const rows = await database().auditEntry.findMany({
    where: { entity: 'user', entityId: String(user.id) },
    orderBy: { id: 'asc' },
  });
  expect(rows.map(({ action, before, after }) => ({ action, before, after }))).toEqual([
    { action: 'accounts.disable-user', before: { is_active: true }, after: { is_active: false } },
    { action: 'accounts.enable-user', before: { is_active: false }, after: { is_active: true } },
  ]);
});

test.each([
  ['disable', disableUser],
  ['enable', enableUser],
])('only administrators %s users', async (_verb, verb) => {
  const operator = userCtx(await createUser({ role: 'OPERATOR' }));
  const { id } = await createUser();
  await expect(verb(operator, { user_id: id })).rejects.toMatchObject({ errorCode: 'PERMISSION_DENIED' });
});

test.each([
  ['disabled', disableUser],
  ['enabled', enableUser],
])('nobody who does not exist is %s', async (_verb, verb) => {
  const refused = { errorCode: 'RESOURCE_NOT_FOUND', details: { resource_type: 'user' } };
  await expect(verb(await admin(), { user_id: MAX_ID })).rejects.toMatchObject(refused);
});

test('what is done already is a conflict', async () => {
  const ctx = await admin();
  const { id } = await createUser();
  await expect(enableUser(ctx, { user_id: id })).rejects.toMatchObject({
    errorCode: 'INVALID_STATE_TRANSITION',
  });
  await disableUser(ctx, { user_id: id });
  await expect(disableUser(ctx, { user_id: id })).rejects.toMatchObject({ httpStatus: 409 });
});

test('two administrators who disable each other at the same moment leave one', async () => {
  await database().user.updateMany({ where: { role: 'ADMIN' }, data: { isActive: false } });
  for (let round = 0; round < 10; round += 1) {
    const pair = [await createUser({ role: 'ADMIN' }), await createUser({ role: 'ADMIN' })] as const;
    const race = await atOnce(2, (i) => disableUser(userCtx(pair[i]!), { user_id: pair[1 - i]!.id }));
    const { values, errors } = outcomes(race);
    expect(values).toHaveLength(1);
    expect(errors).toMatchObject([{ errorCode: 'LAST_ADMIN', httpStatus: 409 }]);
    await database().user.updateMany({ where: { role: 'ADMIN' }, data: { isActive: false } });
  }
});
