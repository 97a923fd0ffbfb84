import { expect, test } from 'vitest';
import { publicCtx } from '../testing/database';
import { createCode, unique } from '../testing/factories';
import { findCodeOwner } from './find-code-owner';
import { redeemCode } from './redeem-code';

test('the page of a code names whose it is, also when it cannot be redeemed', async () => {
  for (const code of [await createCode(), await createCode({ is_active: false })])
    expect(await findCodeOwner(publicCtx(), { code: code.code })).toEqual({
      distributor: code.distributor.name,
    });
  const unknown = findCodeOwner(publicCtx(), { code: 'ORD1_NOTTHERE' });
  await expect(unknown).rejects.toMatchObject({ errorCode: 'CODE_NOT_FOUND', httpStatus: 404 });
});

test('looking at codes and redeeming them are one number of attempts', async () => {
  const ctx = publicCtx();
  const { code } = await createCode();
  for (let i = 0; i < 10; i += 1) await findCodeOwner(ctx, { code });
  const redeem = () => redeemCode(ctx, { code: 'ORD1_NOTTHERE', email: `${unique('customer')}@example.com` });
  for (let i = 0; i < 10; i += 1)
    await expect(redeem()).rejects.toMatchObject({ errorCode: 'CODE_NOT_FOUND' });
  const refused = await findCodeOwner(ctx, { code }).catch((error: unknown) => error);
  expect(refused).toMatchObject({ errorCode: 'RATE_LIMITED', httpStatus: 429 });
  await expect(redeem()).rejects.toMatchObject({ errorCode: 'RATE_LIMITED' });
});
