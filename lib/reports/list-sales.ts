import type { z } from 'zod';
import type { Ctx } from '../context';
import { pageOf, type Page } from '../paging';
import { saleRows } from './sale-rows';
import type { Sale, SalesQuery, WhoseFigures } from './schema';
import { distributorIdOf, distributorOf } from './whose-figures';

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
  const userId = distributorIdOf(ctx, whose);
  const rows = await ctx.db.$queryRaw<SaleRow[]>(saleRows(userId, query.cursor, query.limit + 1));
  // Who has sales is there; only for who has none it is worth asking.
  if (rows.length === 0) await distributorOf(ctx, whose);
  return pageOf(rows, query, (row) => ({
    ...row,
    created_at: row.created_at.toISOString(),
    sent_at: row.sent_at?.toISOString() ?? null,
    accepted_at: row.accepted_at?.toISOString() ?? null,
  }));
}
