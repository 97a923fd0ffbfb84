import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { keyset, pageOf, paging, type Page } from './paging';

const Query = z.object(paging);

/** A page as the database would give it, of rows with these ids. */
function list(ids: number[], query: { limit?: number; cursor?: string }): Page<number> {
  const asked = Query.parse(query);
  const { where, orderBy, take } = keyset(asked);
  const range: { gt?: number; lt?: number } = where.id ?? {};
  const found = ids
    .filter((id) => id > (range.gt ?? 0) && id < (range.lt ?? Infinity))
    .sort((a, b) => (orderBy.id === 'asc' ? a - b : b - a))
    .slice(0, take);
  return pageOf(
    found.map((id) => ({ id })),
    asked,
    ({ id }) => id,
  );
}

const idLists = fc.uniqueArray(fc.integer({ min: 1, max: 2_147_483_647 }), { maxLength: 60 });

test('walking to the end sees every row once, newest first, and walking back sees the same pages', () => {
  fc.assert(
    fc.property(idLists, fc.integer({ min: 1, max: 10 }), (ids, limit) => {
      const there: number[][] = [];
      let page = list(ids, { limit });
      expect(page.previous_cursor).toBeNull();
      there.push(page.items);
      while (page.next_cursor) {
        page = list(ids, { limit, cursor: page.next_cursor });
        there.push(page.items);
      }
      expect(there.flat()).toEqual([...ids].sort((a, b) => b - a));
      const back = [page.items];
      while (page.previous_cursor) {
        page = list(ids, { limit, cursor: page.previous_cursor });
        back.unshift(page.items);
      }
      // The way back begins at the rows of the last page, so pages may be cut elsewhere, but no row is lost or doubled.
      expect(back.flat()).toEqual(there.flat());
    }),
  );
});

test('rows that come in meanwhile move nothing on the pages that follow', () => {
  const first = list([5, 4, 3, 2, 1], { limit: 2 });
  const second = list([7, 6, 5, 4, 3, 2, 1], { limit: 2, cursor: first.next_cursor ?? '' });
  expect(second.items).toEqual([3, 2]);
});

test('an empty list has no other pages', () => {
  expect(list([], {})).toEqual({ items: [], next_cursor: null, previous_cursor: null });
});

test('a limit and a cursor that make no sense are refused', () => {
  for (const limit of [0, -1, 201, 1.5, 'x', '']) expect(Query.safeParse({ limit }).success).toBe(false);
  expect(Query.parse({}).limit).toBe(50);
  expect(Query.parse({ limit: '200' }).limit).toBe(200);
  const encoded = (text: string) => Buffer.from(text).toString('base64url');
  for (const cursor of [
    'x',
    encoded('o.0'),
    encoded('o.2147483648'),
    encoded('o.1;DROP'),
    encoded('p.5'),
    'o.5',
  ])
    expect(Query.safeParse({ cursor }).success).toBe(false);
  fc.assert(
    fc.property(
      fc.string({ maxLength: 50 }),
      (cursor) => typeof Query.safeParse({ cursor }).success === 'boolean',
    ),
  );
});
