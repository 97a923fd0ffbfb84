import { expect, test } from 'vitest';
import { database } from '../db';
import { PermissionDeniedError } from '../errors';
import { testCtx, userCtx } from '../testing/database';
import { createDistributor, createUser, unique } from '../testing/factories';
import { createTeam } from './create-team';

test('a team is made with all its seats free', async () => {
  const admin = await createUser({ role: 'ADMIN' });
  const ctx = userCtx(admin);
  const input = { name: 'Blue', account_id: unique('account'), capacity: 4 };
  const { id } = await createTeam(ctx, input);
  expect(await database().team.findUnique({ where: { id } })).toMatchObject({
    name: 'Blue',
    accountId: input.account_id,
    capacity: 4,
    seatsTaken: 0,
    isActive: true,
  });
  expect(await database().auditEntry.findMany({ where: { requestId: ctx.requestId } })).toMatchObject([
    { action: 'members.create-team', entityId: String(id), userId: admin.id, after: input },
  ]);
});

test('a workspace is one team', async () => {
  const input = { name: 'Blue', account_id: unique('account'), capacity: 4 };
  await createTeam(testCtx(), input);
  await expect(createTeam(testCtx(), input)).rejects.toMatchObject({
    errorCode: 'ACCOUNT_TAKEN',
  });
});

test('a distributor may not make one', async () => {
  const attempt = createTeam(userCtx(await createDistributor()), {
    name: 'Mine',
    account_id: unique('a'),
    capacity: 1,
  });
  await expect(attempt).rejects.toBeInstanceOf(PermissionDeniedError);
});
