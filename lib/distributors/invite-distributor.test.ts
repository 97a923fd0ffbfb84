import { expect, test } from 'vitest';
import { database } from '../db';
import { atOnce, userCtx } from '../testing/database';
import { createDistributor, createUser, unique } from '../testing/factories';
import { until } from '../testing/until';
import { changeDistributor } from './change-distributor';
import { disableDistributor } from './disable-distributor';
import { enableDistributor } from './enable-distributor';
import { getDistributor } from './get-distributor';
import { inviteDistributor } from './invite-distributor';
import { listDistributors } from './list-distributors';
import { DistributorsQuery, InviteDistributorInput } from './schema';

const admin = async (key?: string) => userCtx(await createUser({ role: 'ADMIN' }), key);
const inputOf = (changes: object = {}) => {
  const slug = unique('shop');
  const email = `${slug}@example.com`;
  return InviteDistributorInput.parse({ email, name: `The ${slug}`, slug, unit_price: '12.5', ...changes });
};

test('a distributor is made with its user and a mail to set the password', async () => {
  const ctx = await admin();
  const input = inputOf();
  const { id } = await inviteDistributor(ctx, input);
  expect(await getDistributor(ctx, id)).toMatchObject({
    name: input.name,
    email: input.email,
    slug: input.slug,
    unit_price: '12.50',
    is_active: true,
    codes_stopped_at: null,
    last_sign_in_at: null,
  });
  const user = await database().user.findUniqueOrThrow({ where: { id } });
  expect([user.role, user.passwordHash]).toEqual(['DISTRIBUTOR', null]);
  const jobs = await database().$queryRaw<object[]>`
    SELECT 1 FROM graphile_worker._private_jobs WHERE payload->>'email' = ${input.email}`;
  expect(jobs).toHaveLength(1);
  const rows = await database().auditEntry.findMany({ where: { requestId: ctx.requestId } });
  expect(rows.map(({ action }) => action).toSorted()).toEqual([
    'accounts.invite-user',
    'distributors.create-distributor',
    'distributors.invite-distributor',
  ]);
  const lastSignInAt = new Date('2026-03-04T05:06:07Z');
  await database().user.update({ where: { id }, data: { lastSignInAt } });
  expect((await getDistributor(ctx, id)).last_sign_in_at).toBe(lastSignInAt.toISOString());
});

test('all of it or nothing: a slug or an email that is taken leaves no user behind', async () => {
  const ctx = await admin();
  const first = inputOf();
  await inviteDistributor(ctx, first);
  const sameSlug = inputOf({ slug: first.slug });
  await expect(inviteDistributor(ctx, sameSlug)).rejects.toMatchObject({ details: { field: 'slug' } });
  expect(await database().user.count({ where: { email: sameSlug.email } })).toBe(0);
  const refused = inviteDistributor(ctx, inputOf({ email: first.email }));
  await expect(refused).rejects.toMatchObject({ errorCode: 'EMAIL_TAKEN', details: { field: 'email' } });
});

test('a form that is sent twice makes one distributor', async () => {
  const ctx = await admin(unique('key'));
  const input = inputOf();
  expect(await inviteDistributor(ctx, input)).toEqual(await inviteDistributor(ctx, input));
});

test('another price counts from now on; what was accepted keeps its own', async () => {
  const ctx = await admin();
  const { id } = await createDistributor({ unitPrice: '10.00' });
  const changed = await changeDistributor(ctx, { distributor_id: id, name: 'Renamed', unit_price: '9.5' });
  expect(changed).toEqual({ id, name: 'Renamed', unit_price: '9.50' });
  expect(await getDistributor(ctx, id)).toMatchObject({ name: 'Renamed', unit_price: '9.50' });
  const [row] = await database().auditEntry.findMany({ where: { requestId: ctx.requestId } });
  expect([row?.before, row?.after]).toMatchObject([
    { unit_price: '10.00' },
    { unit_price: '9.50', name: 'Renamed' },
  ]);
});

test('disabled and enabled again, each of them once', async () => {
  const ctx = await admin();
  const { id } = await createDistributor();
  const conflict = { errorCode: 'INVALID_STATE_TRANSITION', httpStatus: 409 };
  const disable = (stop_codes: boolean) => disableDistributor(ctx, { distributor_id: id, stop_codes });
  const standing = async () => {
    const { is_active, codes_stopped_at } = await getDistributor(ctx, id);
    return [is_active, codes_stopped_at !== null];
  };
  await expect(enableDistributor(ctx, { distributor_id: id })).rejects.toMatchObject(conflict);
  await disable(false);
  expect(await standing()).toEqual([false, false]);
  await expect(disable(false)).rejects.toMatchObject(conflict);
  await disable(true);
  expect(await standing()).toEqual([false, true]);
  await expect(disable(true)).rejects.toMatchObject(conflict);
  await enableDistributor(ctx, { distributor_id: id });
  expect(await standing()).toEqual([true, false]);
});

test('of several who disable it at once, one who wants the codes stopped has them stopped', async () => {
  const ctx = await admin();
  for (let round = 0; round < 10; round += 1) {
    const { id } = await createDistributor();
    await atOnce(4, (index) => disableDistributor(ctx, { distributor_id: id, stop_codes: index === 3 }));
    const { is_active, codes_stopped_at } = await getDistributor(ctx, id);
    expect([is_active, codes_stopped_at !== null]).toEqual([false, true]);
  }
});

test('who enables it while it is being disabled waits, then brings back sign-in and codes together', async () => {
  const ctx = await admin();
  const { id } = await createDistributor();
  let enabling: Promise<unknown> | undefined;
  await database().$transaction(async (tx) => {
    await tx.user.update({ where: { id }, data: { isActive: false } });
    // Nobody else writes there either: an enabling that has read too early waits here, and would go on with what it read.
    await tx.$executeRaw`LOCK TABLE distributors IN EXCLUSIVE MODE`;
    enabling = enableDistributor(ctx, { distributor_id: id });
    await until(async () => {
      const [waiting] = await tx.$queryRaw<{ count: number }[]>`
        SELECT count(*)::int AS count FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      return (waiting?.count ?? 0) > 0;
    });
    await tx.distributor.update({ where: { userId: id }, data: { codesStoppedAt: new Date() } });
  });
  await enabling;
  expect(await getDistributor(ctx, id)).toMatchObject({ is_active: true, codes_stopped_at: null });
});

test('only administrators see to distributors, and only to those there are', async () => {
  const { id } = await createDistributor();
  const verbs = (ctx: ReturnType<typeof userCtx>, distributor_id: number) => [
    () => changeDistributor(ctx, { distributor_id, name: 'X', unit_price: '1' }),
    () => disableDistributor(ctx, { distributor_id, stop_codes: true }),
    () => enableDistributor(ctx, { distributor_id }),
    () => getDistributor(ctx, distributor_id),
  ];
  for (const user of [await createUser({ role: 'OPERATOR' }), await createDistributor()]) {
    const denied = { errorCode: 'PERMISSION_DENIED' };
    for (const verb of verbs(userCtx(user), id)) await expect(verb()).rejects.toMatchObject(denied);
    await expect(inviteDistributor(userCtx(user), inputOf())).rejects.toMatchObject(denied);
    const list = listDistributors(userCtx(user), DistributorsQuery.parse({}));
    await expect(list).rejects.toMatchObject(denied);
  }
  const staff = await createUser({ role: 'OPERATOR' });
  for (const nobody of [2_000_000_000, staff.id])
    for (const verb of verbs(await admin(), nobody))
      await expect(verb()).rejects.toMatchObject({ errorCode: 'RESOURCE_NOT_FOUND' });
});
