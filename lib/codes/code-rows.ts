import type { z } from 'zod';
import type { Ctx } from '../context';
import { Prisma } from '../db';
import { ValidationError } from '../errors';
import type { Cursor } from '../paging';
import { MAX_ID } from '../text';
import { CODE_STATE, CODES_IN_STATE } from './code-state';
import type { Code, CodesQuery } from './schema';

type Query = Omit<z.output<typeof CodesQuery>, 'limit'>;

export type CodeRow = Omit<Code, 'expires_at'> & { expires_at: Date | null };

/** SQL for what is shown of the row `code`; the number of its order stands elsewhere. */
export const CODE_FIELDS = Prisma.sql`
  code.id, code.code, ${CODE_STATE} AS state, code.used_count, code.max_uses, code.expires_at, code.is_active`;

export function codeOf(row: CodeRow): Code {
  return { ...row, expires_at: row.expires_at?.toISOString() ?? null };
}

/** Where a page starts: behind one code of an order. */
type Place = { order_id: number; seq: number };

/**
 * SQL for `take` codes of a distributor from the query's cursor on, in the order of lists and files. The counters tell which
 * orders have codes of the asked kind at all, so that a page costs the same however many codes there are.
 * @throws ValidationError when the cursor is not one of this list
 */
export async function codeRows(ctx: Ctx, owner: number, query: Query, take: number): Promise<Prisma.Sql> {
  const place = query.cursor && (await placeOf(ctx, owner, query.cursor));
  const [direction, behind, start] =
    query.cursor?.towards === 'newer'
      ? [Prisma.sql`ASC`, Prisma.sql`>`, 0]
      : [Prisma.sql`DESC`, Prisma.sql`<`, MAX_ID];
  // Where to begin within each order. As one comparison it is answered by the index, wherever in an order that is.
  const edge = place
    ? Prisma.sql`CASE counter.order_id WHEN ${place.order_id} THEN ${place.seq}::int ELSE ${start}::int END`
    : Prisma.sql`${start}::int`;
  return Prisma.sql`
    SELECT ${CODE_FIELDS}, asked.order_no
    FROM (
      SELECT counter.order_id, bought.order_no, ${edge} AS edge
      FROM code_counters AS counter JOIN orders AS bought ON bought.id = counter.order_id
      WHERE ${all([Prisma.sql`counter.distributor_id = ${owner}`, ...askedOrders(query)])}
        ${place ? Prisma.sql`AND counter.order_id ${behind}= ${place.order_id}` : Prisma.empty}
    ) AS asked
    CROSS JOIN LATERAL (
      SELECT * FROM redeem_codes AS code
      WHERE ${all([ofOrder(query), Prisma.sql`code.seq ${behind} asked.edge`, ...askedCodes(query)])}
      ORDER BY code.seq ${direction} LIMIT ${take}
    ) AS code
    ORDER BY asked.order_id ${direction}, code.seq ${direction} LIMIT ${take}`;
}

async function placeOf(ctx: Ctx, owner: number, { id }: Cursor): Promise<Place> {
  const [place] = await ctx.db.$queryRaw<Place[]>`
    SELECT order_id, seq FROM redeem_codes WHERE id = ${id} AND created_by = ${owner}`;
  if (!place) throw new ValidationError('the cursor is no code of this list', 'cursor');
  return place;
}

function askedOrders({ order_no, state, q }: Query): Prisma.Sql[] {
  // The same beginning that codes are drawn with: it rules out orders, the codes themselves are compared below.
  const beginning = Prisma.sql`('ORD' || counter.order_id || '_')`;
  return [
    ...(order_no ? [Prisma.sql`bought.order_no = ${order_no}`] : []),
    ...(state ? [CODES_IN_STATE[state].hasCodes] : []),
    ...(q ? [Prisma.sql`(starts_with(${beginning}, ${q}) OR starts_with(${q}, ${beginning}))`] : []),
  ];
}

function ofOrder({ q }: Query) {
  // Letters of the code itself find it by the index of codes. The planner, who does not know that they name the order as
  // well, would read the whole order beside it: so the sum keeps it from the order's index.
  return q && /_./.test(q)
    ? Prisma.sql`code.order_id + 0 = asked.order_id`
    : Prisma.sql`code.order_id = asked.order_id`;
}

function askedCodes({ state, q }: Query): Prisma.Sql[] {
  return [
    ...(state ? [CODES_IN_STATE[state].isCode] : []),
    // In the order of the column, every letter of a code comes before the tilde.
    ...(q ? [Prisma.sql`code.code >= ${q} AND code.code < ${`${q}~`}`] : []),
  ];
}

function all(conditions: Prisma.Sql[]) {
  return Prisma.join(conditions, ' AND ');
}
