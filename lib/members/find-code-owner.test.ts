import { expect, test } from 'vitest';
import { database } from '../db';
import { publicCtx } from '../testing/database';
import { createCode, createTeam, unique } from '../testing/factories';
import { findCodeOffer } from './find-code-offer';
import { findCodeOwner } from './find-code-owner';
import { redeemCode } from './redeem-code';

test('the page of a code names whose it is and why it cannot be redeemed, as redeeming would', async () => {
  const past = new Date(Date.now() - 60_000);
  const cases = [
    [await createCode(), null],
    [await createCode({ is_active: false }), 'CODE_INACTIVE'],
    [await createCode({ expires_at: past }), 'CODE_EXPIRED'],
    [await createCode({ is_active: false, expires_at: past }), 'CODE_INACTIVE'],
    [await usedUp(), 'CODE_DEPLETED'],
  ] as const;
  for (const [{ code, distributor }, refusal] of cases) {
    const brand = { name: distributor.name, welcome_text: null, color: null, logo: null };
    // Neither the order nor any id: what guessers learn is what the page shows.
    expect(await findCodeOwner(publicCtx(), { code })).toEqual({ brand, refusal });
    const email = `${unique('customer')}@example.com`;
    if (refusal)
      await expect(redeemCode(publicCtx(), { code, email })).rejects.toMatchObject({ errorCode: refusal });
  }
  const unknown = findCodeOwner(publicCtx(), { code: 'ORD1_NOTTHERE' });
  await expect(unknown).rejects.toMatchObject({ errorCode: 'CODE_NOT_FOUND', httpStatus: 404 });
});

async function usedUp() {
  const code = await createCode();
  await createTeam();
  await redeemCode(publicCtx(), { code: code.code, email: `${unique('customer')}@example.com` });
  return code;
}

test('the official page tells the plan and what one use costs at its present price', async () => {
  const expires = new Date(Date.now() + 86_400_000);
  const { code, order } = await createCode({ max_uses: 3, validity_days: 30, expires_at: expires });
  const plan = await database().plan.update({
    where: { id: order.planId! },
    data: { price: '100.00', codeCount: 2 },
  });
  expect(await findCodeOffer(publicCtx(), { code })).toMatchObject({
    plan: plan.name,
    price: '16.67',
    currency: 'CNY',
    validity_days: 30,
    expires_at: expires.toISOString(),
    refusal: null,
  });
  const unknown = findCodeOffer(publicCtx(), { code: 'ORD1_NOTTHERE' });
  await expect(unknown).rejects.toMatchObject({ errorCode: 'CODE_NOT_FOUND' });
});

test('looks at the official page are counted as well', async () => {
  const ctx = publicCtx();
  const { code } = await createCode();
  for (let i = 0; i < 20; i += 1) await findCodeOffer(ctx, { code });
  await expect(findCodeOffer(ctx, { code })).rejects.toMatchObject({ errorCode: 'RATE_LIMITED' });
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
