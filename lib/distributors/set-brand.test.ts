import { expect, test } from 'vitest';
import { database } from '../db';
import { jpegOf, pngOf } from '../testing/pictures';
import { publicCtx, userCtx } from '../testing/database';
import { createDistributor, createUser } from '../testing/factories';
import { findLogo } from './find-logo';
import { getDistributor } from './get-distributor';
import { removeLogo } from './remove-logo';
import { LOGO_MOST_BYTES, SetBrandInput } from './schema';
import { setBrand } from './set-brand';
import { setLogo } from './set-logo';

const auditsOf = async (requestId: string) =>
  (await database().auditEntry.findMany({ where: { requestId }, orderBy: { id: 'asc' } })).map(
    ({ action, entityId }) => [action, entityId],
  );

test('a distributor says how its own pages look', async () => {
  const distributor = await createDistributor();
  const ctx = userCtx(distributor);
  await setBrand(ctx, { whose: 'me', welcome_text: 'Welcome!\nEnjoy.', brand_color: '#ffd400' });
  await setLogo(ctx, { whose: 'me', bytes: pngOf(64, 64) });
  const { brand } = await getDistributor(ctx, 'me');
  expect(brand).toEqual({
    name: distributor.name,
    welcome_text: 'Welcome!\nEnjoy.',
    color: '#ffd400',
    logo: brand.logo,
  });
  expect(brand.logo).toMatch(/^\/brand-logo\/shop-[0-9a-f]+\?v=[0-9a-z]+$/);
  const logo = await findLogo(publicCtx(), { slug: distributor.distributor.slug });
  expect([logo.type, Buffer.from(logo.bytes).equals(pngOf(64, 64))]).toEqual(['image/png', true]);
  expect(brand.logo?.endsWith(`?v=${logo.version}`)).toBe(true);
  await removeLogo(ctx, { whose: 'me' });
  expect((await getDistributor(ctx, 'me')).brand.logo).toBeNull();
  await expect(findLogo(publicCtx(), { slug: distributor.distributor.slug })).rejects.toMatchObject({
    errorCode: 'RESOURCE_NOT_FOUND',
  });
  const id = String(distributor.id);
  expect(await auditsOf(ctx.requestId)).toEqual([
    ['distributors.set-brand', id],
    ['distributors.set-logo', id],
    ['distributors.remove-logo', id],
  ]);
});

test('left empty, the house is seen', async () => {
  const distributor = await createDistributor({ welcomeText: 'Hello', brandColor: '#123456' });
  await setBrand(userCtx(distributor), { whose: 'me', welcome_text: '', brand_color: '' });
  expect((await getDistributor(userCtx(distributor), 'me')).brand).toMatchObject({
    welcome_text: null,
    color: null,
  });
});

test('an admin does it for any distributor; another distributor finds nobody; operators may not', async () => {
  const [mine, other] = [await createDistributor(), await createDistributor({ welcomeText: 'Theirs' })];
  const brand = { welcome_text: 'By the house', brand_color: '#112233' };
  const admin = userCtx(await createUser({ role: 'ADMIN' }));
  await setBrand(admin, { whose: other.id, ...brand });
  await setLogo(admin, { whose: other.id, bytes: jpegOf(64, 64) });
  expect((await getDistributor(admin, other.id)).brand.welcome_text).toBe('By the house');
  const bytes = pngOf(64, 64);
  for (const [ctx, errorCode] of [
    [userCtx(mine), 'RESOURCE_NOT_FOUND'],
    [userCtx(await createUser({ role: 'OPERATOR' })), 'PERMISSION_DENIED'],
    [publicCtx(), 'UNAUTHENTICATED'],
  ] as const) {
    await expect(setBrand(ctx, { whose: other.id, ...brand })).rejects.toMatchObject({ errorCode });
    await expect(setLogo(ctx, { whose: other.id, bytes })).rejects.toMatchObject({ errorCode });
    await expect(removeLogo(ctx, { whose: other.id })).rejects.toMatchObject({ errorCode });
  }
  await expect(getDistributor(userCtx(mine), other.id)).rejects.toMatchObject({
    errorCode: 'PERMISSION_DENIED',
  });
  expect((await getDistributor(admin, other.id)).brand.logo).not.toBeNull();
  for (const nobody of ['me', 2_000_000_000] as const)
    await expect(setLogo(admin, { whose: nobody, bytes })).rejects.toMatchObject({ httpStatus: 404 });
});

test.each([
  ['LOGO_TOO_LARGE', Buffer.concat([pngOf(64, 64), Buffer.alloc(LOGO_MOST_BYTES)]), { most: 256 }],
  ['LOGO_UNREADABLE', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), {}],
  ['LOGO_DIMENSIONS', pngOf(31, 64), { least: 32, most: 2_000, width: 31 }],
  ['LOGO_DIMENSIONS', pngOf(64, 2_001), { height: 2_001 }],
])('%s: such a logo is refused, and the one before stays', async (errorCode, bytes, details) => {
  const distributor = await createDistributor();
  const ctx = userCtx(distributor);
  await setLogo(ctx, { whose: 'me', bytes: pngOf(32, 2_000) });
  const refusal = { errorCode, httpStatus: 400, details: { field: 'logo', ...details } };
  await expect(setLogo(ctx, { whose: 'me', bytes })).rejects.toMatchObject(refusal);
  const logo = await findLogo(publicCtx(), { slug: distributor.distributor.slug });
  expect(Buffer.from(logo.bytes).equals(pngOf(32, 2_000))).toBe(true);
});

test('words are plain and bounded, colours are colours', () => {
  const read = (welcome_text: string, brand_color = '') =>
    SetBrandInput.safeParse({ whose: 'me', welcome_text, brand_color });
  expect(read('  a\r\nb\rc ').data?.welcome_text).toBe('a\nb\nc');
  expect(read('x'.repeat(500)).success).toBe(true);
  expect(read('x'.repeat(501)).success).toBe(false);
  expect(read('a\0b').success).toBe(false);
  expect(read('', '#FFD400').data?.brand_color).toBe('#ffd400');
  for (const wrong of ['red', '#fff', '#ffd4000', 'ffd400', '#ffd40g', '#ffd400;x'])
    expect(read('', wrong).success).toBe(false);
});
