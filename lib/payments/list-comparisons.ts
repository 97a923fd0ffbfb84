import type { Ctx } from '../context';
import { Prisma } from '../db';
import type { ReconciliationStatus } from '../generated/prisma/enums';
import { pageOf, type Page } from '../paging';
import { authorize } from '../permissions';
import { pageOrder } from './asked-rows';
import type { Compared } from './compared-books';
import type { ComparisonsQuery } from './schema';

export type ListedComparison = {
  id: number;
  /** A business day. */
  day: string;
  status: Lowercase<ReconciliationStatus>;
  differences: number;
  compared: Partial<Compared>;
  error_code: string | null;
  /** Null: the clock asked for it. */
  requested_by: string | null;
  started_at: string;
  finished_at: string | null;
};

/** SQL for the columns of {@link ListedComparison}, of `run` and the `person` who asked for it. */
export const COMPARISON_COLUMNS = Prisma.sql`
  run.id, run.day::text, lower(run.status::text) AS status, run.differences, run.compared, run.error_code,
  person.name AS requested_by, run.started_at, run.finished_at`;

export type ComparisonRow = Omit<ListedComparison, 'started_at' | 'finished_at'> & {
  started_at: Date;
  finished_at: Date | null;
};

export const listedComparison = (row: ComparisonRow): ListedComparison => ({
  ...row,
  started_at: row.started_at.toISOString(),
  finished_at: row.finished_at?.toISOString() ?? null,
});

/** The comparisons of our books with those of the providers, newest first. */
export async function listComparisons(ctx: Ctx, query: ComparisonsQuery): Promise<Page<ListedComparison>> {
  authorize(ctx, 'payments.view-any');
  const { day, cursor } = query;
  const terms = [
    ...(day ? [Prisma.sql`run.day = ${day}::date`] : []),
    ...(cursor
      ? [cursor.towards === 'newer' ? Prisma.sql`run.id > ${cursor.id}` : Prisma.sql`run.id < ${cursor.id}`]
      : []),
  ];
  const rows = await ctx.db.$queryRaw<ComparisonRow[]>`
    SELECT ${COMPARISON_COLUMNS} FROM reconciliation_runs AS run LEFT JOIN users AS person ON person.id = run.requested_by
    WHERE ${terms.length ? Prisma.join(terms, ' AND ') : Prisma.sql`true`} ${pageOrder(Prisma.sql`run.id`, query)}`;
  return pageOf(rows, query, listedComparison);
}
