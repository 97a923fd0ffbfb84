import { expect, test } from 'vitest';
import { PermissionDeniedError } from '../errors';
import { userCtx } from '../testing/database';
import { createDistributor, createUser } from '../testing/factories';
import { findDistributorName } from './find-distributor-name';

test('an admin is told what a distributor is called; others are not', async () => {
  const admin = userCtx(await createUser({ role: 'ADMIN' }));
  const shop = await createDistributor();
  expect(await findDistributorName(admin, String(shop.id))).toBe(shop.name);
  for (const id of ['2000000001', '0', '-1', '9999999999', 'x'])
    expect(await findDistributorName(admin, id)).toBeNull();
  for (const other of [shop, await createUser()])
    await expect(findDistributorName(userCtx(other), String(shop.id))).rejects.toThrow(PermissionDeniedError);
});
