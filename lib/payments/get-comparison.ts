import type { z } from 'zod';
import type { Ctx } from '../context';
import { ResourceNotFoundError } from '../errors';
import { keyset, pageOf, type Page } from '../paging';
import { authorize } from '../permissions';
import type { DifferenceKind } from './compared-books';
import {
  COMPARISON_COLUMNS,
  listedComparison,
  type ComparisonRow,
  type ListedComparison,
} from './list-comparisons';
import { Prisma } from '../db';
import type { ComparisonParams, ComparisonQuery } from './schema';

/** What one of two books says; nothing where it says nothing. */
export type Said = { status?: string; amount?: string; currency?: string; at?: string | null };

export type ShownDifference = {
  id: number;
  kind: DifferenceKind;
  provider: string | null;
  order_no: string | null;
  payment_id: number | null;
  refund_id: number | null;
  transaction_id: string | null;
  ours: Said;
  theirs: Said;
};

export type ComparisonDetail = ListedComparison & { found: Page<ShownDifference> };

/** One comparison with what it found, the newest difference first. @throws ResourceNotFoundError */
export async function getComparison(
  ctx: Ctx,
  { id }: z.output<typeof ComparisonParams>,
  query: z.output<typeof ComparisonQuery>,
): Promise<ComparisonDetail> {
  authorize(ctx, 'payments.view-any');
  const [run] = await ctx.db.$queryRaw<ComparisonRow[]>(Prisma.sql`
    SELECT ${COMPARISON_COLUMNS} FROM reconciliation_runs AS run LEFT JOIN users AS person ON person.id = run.requested_by
    WHERE run.id = ${id}`);
  if (!run) throw new ResourceNotFoundError('comparison', id);
  const { where, ...page } = keyset(query);
  const rows = await ctx.db.reconciliationDifference.findMany({ where: { ...where, runId: id }, ...page });
  const found = pageOf(
    rows.map((row) => ({ ...row, id: Number(row.id) })),
    query,
    (row): ShownDifference => ({
      id: row.id,
      kind: row.kind as DifferenceKind,
      provider: row.provider,
      order_no: row.orderNo,
      payment_id: row.paymentId,
      refund_id: row.refundId,
      transaction_id: row.transactionId,
      ours: row.ours as Said,
      theirs: row.theirs as Said,
    }),
  );
  return { ...listedComparison(run), found };
}
