import type { z } from 'zod';
import type { Ctx } from '../context';
import { Prisma } from '../db';
import { pageOf, type Page } from '../paging';
import type { Sale, SalesQuery, WhoseFigures } from './schema';
import { distributorOf } from './whose-figures';

type SaleRow = Omit<Sale, 'created_at' | 'sent_at' | 'accepted_at'> & {
  created_at: Date;
  sent_at: Date | null;
  accepted_at: Date | null;
};

/** Every redemption of a distributor's codes, the newest first: the rows that the measure "attempt" counts. */
export async function listSales(
  ctx: Ctx,
  whose: WhoseFigures,
  query: z.output<typeof SalesQuery>,
): Promise<Page<Sale>> {
  const { userId } = await distributorOf(ctx, whose);
  const newer = query.cursor?.towards === 'newer';
  const direction = newer ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const behind = query.cursor
    ? Prisma.sql`AND invitation.id ${newer ? Prisma.sql`>` : Prisma.sql`<`} ${query.cursor.id}`
    : Prisma.empty;
  const rows = await ctx.db.$queryRaw<SaleRow[]>`
    SELECT invitation.id, invitation.email, code.code, bought.order_no, plan.name AS plan_name,
      lower(invitation.status::text) AS status, invitation.created_at, invitation.sent_at, invitation.accepted_at
    FROM (
      SELECT * FROM invite_records AS invitation WHERE invitation.distributor_id = ${userId} ${behind}
      ORDER BY invitation.id ${direction} LIMIT ${query.limit + 1}) AS invitation
    JOIN redeem_codes AS code ON code.id = invitation.redeem_code_id
    JOIN orders AS bought ON bought.id = code.order_id
    JOIN plans AS plan ON plan.id = bought.plan_id
    ORDER BY invitation.id ${direction}`;
  return pageOf(rows, query, (row) => ({
    ...row,
    created_at: row.created_at.toISOString(),
    sent_at: row.sent_at?.toISOString() ?? null,
    accepted_at: row.accepted_at?.toISOString() ?? null,
  }));
}
