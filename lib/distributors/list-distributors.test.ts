import { expect, test } from 'vitest';
import { database } from '../db';
import { userCtx } from '../testing/database';
import { createDays, createDistributor, createIssuedCodes, createUser, unique } from '../testing/factories';
import { listDistributors } from './list-distributors';
import { DistributorsQuery } from './schema';

const list = async (asked: object = {}) =>
  listDistributors(userCtx(await createUser({ role: 'ADMIN' })), DistributorsQuery.parse(asked));

test('a row tells who it is and how it sells, from the counters', async () => {
  const shop = await createDistributor({ unitPrice: '8.00', codesStoppedAt: new Date() });
  await createIssuedCodes(shop.id, { count: 4 });
  await createIssuedCodes(shop.id, { count: 2, is_active: false });
  await createIssuedCodes(shop.id, { count: 3, expires_at: new Date(Date.now() - 60_000) });
  await createDays(shop.id, { '2026-01-01': { accepted: 2 }, '2026-01-02': { accepted: 2 } });
  const { items } = await list({ q: shop.email.toUpperCase() });
  expect(items).toEqual([
    {
      id: shop.id,
      name: shop.name,
      email: shop.email,
      slug: shop.distributor.slug,
      unit_price: '8.00',
      currency: 'CNY',
      is_active: true,
      codes_stopped_at: shop.distributor.codesStoppedAt?.toISOString(),
      active_codes: 4,
      accepted: 4,
    },
  ]);
});

test('a name or a slug is found by how it begins, an email only as a whole', async () => {
  const slug = unique('find-me');
  const shop = await createDistributor({ slug });
  await database().user.update({ where: { id: shop.id }, data: { name: `Ünique ${slug}` } });
  const found = async (q: string) => (await list({ q })).items.map(({ id }) => id);
  expect(await found(slug.slice(0, -2))).toEqual([shop.id]);
  expect(await found(`ünIQUE ${slug}`)).toEqual([shop.id]);
  expect(await found(slug.slice(2))).toEqual([]);
  expect(await found(shop.email)).toEqual([shop.id]);
  expect(await found(shop.email.slice(0, -1))).toEqual([]);
});

test('newest first, page by page and back, by state', async () => {
  const made: number[] = [];
  for (let count = 0; count < 5; count += 1) made.unshift((await createDistributor()).id);
  await database().user.update({ where: { id: made[1] }, data: { isActive: false } });
  const ids = ({ items }: { items: { id: number }[] }) => items.map(({ id }) => id);
  const first = await list({ limit: 2 });
  const second = await list({ limit: 2, cursor: first.next_cursor });
  expect([...ids(first), ...ids(second)]).toEqual(made.slice(0, 4));
  expect(ids(await list({ limit: 2, cursor: second.previous_cursor }))).toEqual(ids(first));
  expect(ids(await list({ state: 'disabled', limit: 1 }))).toEqual([made[1]]);
  expect(ids(await list({ state: 'active', limit: 2 }))).toEqual([made[0], made[2]]);
});
