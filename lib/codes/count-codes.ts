import type { z } from 'zod';
import type { Ctx } from '../context';
import { Prisma } from '../db';
import type { CodeState, CodesQuery, WhoseCodes } from './schema';
import { ownerOf } from './internal';

const EXPIRED = Prisma.sql`coalesce(counter.expires_at <= now(), false)`;

/** SQL for how many codes of the row `counter` of code_counters are in a state. */
const COUNT: Record<CodeState, Prisma.Sql> = {
  inactive: Prisma.sql`counter.inactive`,
  expired: Prisma.sql`CASE WHEN ${EXPIRED} THEN counter.total - counter.inactive ELSE 0 END`,
  depleted: Prisma.sql`CASE WHEN ${EXPIRED} THEN 0 ELSE counter.depleted END`,
  active: Prisma.sql`CASE WHEN ${EXPIRED} THEN 0 ELSE counter.total - counter.inactive - counter.depleted END`,
};

/** How many codes a list has, from the counters; null when only the codes themselves could say. */
export async function countCodes(
  ctx: Ctx,
  whose: WhoseCodes,
  { order_no, state, q }: z.output<typeof CodesQuery>,
): Promise<number | null> {
  const owner = await ownerOf(ctx, whose);
  if (q) return null;
  const ofOrder = order_no
    ? Prisma.sql`AND counter.order_id = (SELECT id FROM orders WHERE order_no = ${order_no})`
    : Prisma.empty;
  const [row] = await ctx.db.$queryRaw<{ count: number }[]>`
    SELECT coalesce(sum(${state ? COUNT[state] : Prisma.sql`counter.total`}), 0)::int AS count
    FROM code_counters AS counter WHERE counter.distributor_id = ${owner} ${ofOrder}`;
  return row?.count ?? 0;
}
