import { expect, test } from 'vitest';
import { database } from '../db';
import { PermissionDeniedError, ResourceNotFoundError } from '../errors';
import { testCtx, userCtx } from '../testing/database';
import { createUser, unique } from '../testing/factories';
import { createDistributor } from './create-distributor';
import { CreateDistributorInput } from './schema';

const input = (userId: number, slug = unique('shop')) =>
  CreateDistributorInput.parse({ user_id: userId, slug, unit_price: '12.5' });

test('a user with the role becomes one who can sell', async () => {
  const user = await createUser({ role: 'DISTRIBUTOR' });
  const admin = await createUser({ role: 'ADMIN' });
  const ctx = userCtx(admin);
  const asked = input(user.id);
  expect(await createDistributor(ctx, asked)).toEqual({ user_id: user.id });
  const made = await database().distributor.findUniqueOrThrow({ where: { userId: user.id } });
  expect([made.slug, made.unitPrice.toFixed(2), made.currency]).toEqual([asked.slug, '12.50', 'CNY']);
  expect(await database().auditEntry.findMany({ where: { requestId: ctx.requestId } })).toMatchObject([
    { action: 'distributors.create-distributor', entityId: String(user.id), userId: admin.id, after: asked },
  ]);
});

test('only a user with the role, once, under a slug of its own', async () => {
  const [one, other] = [await createUser({ role: 'DISTRIBUTOR' }), await createUser({ role: 'DISTRIBUTOR' })];
  const operator = await createUser({ role: 'OPERATOR' });
  const first = input(one.id);
  await createDistributor(testCtx(), first);
  const refused = (asked: CreateDistributorInput) =>
    createDistributor(testCtx(), asked).catch((error: unknown) => error);
  expect(await refused(input(operator.id))).toBeInstanceOf(ResourceNotFoundError);
  expect(await refused(input(2_000_000_000))).toBeInstanceOf(ResourceNotFoundError);
  expect(await refused(input(one.id))).toMatchObject({ details: { field: 'user_id' } });
  expect(await refused(input(other.id, first.slug))).toMatchObject({
    errorCode: 'SLUG_TAKEN',
    details: { field: 'slug' },
  });
});

test('slugs are parts of an address', () => {
  for (const slug of ['Blue', 'blue shop', '-blue', 'blue-', 'b--e', '', 'ü', 'a'.repeat(61)])
    expect(CreateDistributorInput.safeParse({ user_id: 1, slug, unit_price: '1' }).success).toBe(false);
  expect(CreateDistributorInput.safeParse({ user_id: 1, slug: 'blue-shop-2', unit_price: '1' }).success).toBe(
    true,
  );
});

test('distributors do not make themselves', async () => {
  const user = await createUser({ role: 'DISTRIBUTOR' });
  await expect(createDistributor(userCtx(user), input(user.id))).rejects.toBeInstanceOf(
    PermissionDeniedError,
  );
});
