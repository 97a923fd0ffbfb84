import type { z } from 'zod';
import type { Ctx } from '../context';
import { Prisma } from '../db';
import { amountFrom } from '../money';
import { pageOf, type Page } from '../paging';
import { authorize } from '../permissions';
import type { DistributorRow, DistributorsQuery } from './schema';

type Query = z.output<typeof DistributorsQuery>;
type Row = Omit<DistributorRow, 'unit_price' | 'codes_stopped_at' | 'active_codes' | 'accepted'> & {
  unit_price: Prisma.Decimal;
  codes_stopped_at: Date | null;
  active_codes: bigint;
  accepted: bigint;
};

/** All distributors, newest first, with how they sell: from the counters, which are read for the rows of the page alone. */
export async function listDistributors(ctx: Ctx, query: Query): Promise<Page<DistributorRow>> {
  authorize(ctx, 'distributors.view-any');
  const { limit, cursor } = query;
  const newer = cursor?.towards === 'newer';
  const [direction, behind] = newer ? [Prisma.sql`ASC`, Prisma.sql`>`] : [Prisma.sql`DESC`, Prisma.sql`<`];
  const rows = await ctx.db.$queryRaw<Row[]>`
    SELECT shop.*, 
      (SELECT coalesce(sum(total - inactive - depleted) FILTER (WHERE expires_at <= now() IS NOT TRUE), 0)::bigint
        FROM code_counters AS counter WHERE counter.distributor_id = shop.id) AS active_codes,
      (SELECT coalesce(sum(day.accepted), 0)::bigint FROM distributor_days AS day
        WHERE day.distributor_id = shop.id) AS accepted
    FROM (
      SELECT shop.user_id AS id, person.name, person.email, shop.slug, shop.unit_price, shop.currency, person.is_active,
        shop.codes_stopped_at
      FROM distributors AS shop JOIN users AS person ON person.id = shop.user_id
      WHERE ${cursor ? Prisma.sql`shop.user_id ${behind} ${cursor.id}` : Prisma.sql`true`} AND ${asked(query)}
      ORDER BY shop.user_id ${direction} LIMIT ${limit + 1}
    ) AS shop ORDER BY shop.id ${direction}`;
  return pageOf(rows, query, (row) => ({
    ...row,
    unit_price: amountFrom(row.unit_price),
    codes_stopped_at: row.codes_stopped_at?.toISOString() ?? null,
    active_codes: Number(row.active_codes),
    accepted: Number(row.accepted),
  }));
}

function asked({ q, state }: Query) {
  const found = !q
    ? Prisma.sql`true`
    : q.includes('@')
      ? Prisma.sql`person.email = ${q}`
      : Prisma.sql`(starts_with(lower(person.name), ${q}) OR starts_with(shop.slug, ${q}))`;
  return state ? Prisma.sql`${found} AND person.is_active = ${state === 'active'}` : found;
}
