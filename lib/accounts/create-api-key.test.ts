import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { database } from '../db';
import { atOnce, outcomes, testCtx, userCtx } from '../testing/database';
import { createUser } from '../testing/factories';
import { createApiKey, MOST_API_KEYS } from './create-api-key';
import { findKeyOwner } from './find-key-owner';
import { listApiKeys } from './list-api-keys';
import { revokeApiKey } from './revoke-api-key';

test('a key is told once, works, and is kept as a hash only', async () => {
  const user = await createUser({ role: 'DISTRIBUTOR' });
  const ctx = userCtx(user);
  const { id, key, prefix } = await createApiKey(ctx, { name: 'shop' });
  expect(key).toMatch(/^trib_[\w-]{43}$/);
  expect(key.startsWith(prefix)).toBe(true);
  expect(await findKeyOwner(key)).toEqual({ id: user.id, role: 'DISTRIBUTOR' });
  const kept = await database().apiKey.findUniqueOrThrow({ where: { id } });
  expect(kept.hash).toBe(createHash('sha256').update(key).digest('hex'));
  const audit = await database().auditEntry.findMany({ where: { requestId: ctx.requestId } });
  expect(audit).toMatchObject([
    { action: 'accounts.create-api-key', entityId: String(id), after: { name: 'shop', prefix } },
  ]);
  const listed = await listApiKeys(ctx);
  expect(listed).toMatchObject([{ id, name: 'shop', prefix, last_used_at: expect.any(String) as string }]);
  const secret = key.slice(prefix.length);
  expect(JSON.stringify([kept, listed, audit.map(({ after }) => after)])).not.toContain(secret);
});

test('a key makes no further keys, and strangers make none', async () => {
  const user = await createUser();
  const program = testCtx({ kind: 'user', userId: user.id, role: user.role, via: 'api-key' });
  await expect(createApiKey(program, { name: 'heir' })).rejects.toMatchObject({
    errorCode: 'PERMISSION_DENIED',
  });
  const visitor = testCtx({ kind: 'public', ip: 'x' });
  await expect(createApiKey(visitor, { name: 'x' })).rejects.toMatchObject({ errorCode: 'UNAUTHENTICATED' });
});

test('a revoked key stops at once and leaves the list', async () => {
  const ctx = userCtx(await createUser());
  const { id, key } = await createApiKey(ctx, { name: 'old' });
  const revoking = { ...ctx, requestId: `${ctx.requestId}-revoke` };
  expect(await revokeApiKey(revoking, { api_key_id: id })).toEqual({ api_key_id: id });
  expect(await findKeyOwner(key)).toBeNull();
  expect(await listApiKeys(ctx)).toEqual([]);
  const audit = await database().auditEntry.findMany({ where: { requestId: revoking.requestId } });
  expect(audit).toMatchObject([
    { action: 'accounts.revoke-api-key', entity: 'api_key', entityId: String(id) },
  ]);
  await expect(revokeApiKey(ctx, { api_key_id: id })).rejects.toMatchObject({
    errorCode: 'INVALID_STATE_TRANSITION',
  });
});

test('somebody else’s key is as good as none', async () => {
  const [owner, other] = [userCtx(await createUser()), userCtx(await createUser({ role: 'ADMIN' }))];
  const { id, key } = await createApiKey(owner, { name: 'mine' });
  await expect(revokeApiKey(other, { api_key_id: id })).rejects.toMatchObject({
    errorCode: 'RESOURCE_NOT_FOUND',
  });
  expect(await listApiKeys(other)).toEqual([]);
  expect(await findKeyOwner(key)).not.toBeNull();
});

test('a key or a stranger revokes nothing', async () => {
  const user = await createUser();
  const { id } = await createApiKey(userCtx(user), { name: 'kept' });
  const program = testCtx({ kind: 'user', userId: user.id, role: user.role, via: 'api-key' });
  await expect(revokeApiKey(program, { api_key_id: id })).rejects.toMatchObject({
    errorCode: 'PERMISSION_DENIED',
  });
});

test('nobody has more keys than the list shows well, not even by asking for all of them at once', async () => {
  const ctx = userCtx(await createUser());
  const { values, errors } = outcomes(
    await atOnce(MOST_API_KEYS + 10, (i) => createApiKey(ctx, { name: `key ${i}` })),
  );
  expect(values).toHaveLength(MOST_API_KEYS);
  for (const error of errors)
    expect(error).toMatchObject({ errorCode: 'TOO_MANY_API_KEYS', details: { most: MOST_API_KEYS } });
});
