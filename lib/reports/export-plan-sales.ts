import type { z } from 'zod';
import type { Ctx } from '../context';
import { csvLines, type CsvColumns } from '../csv';
import { exportList, type Export } from '../export';
import { authorize } from '../permissions';
import { getPlanSales, type PlanSales } from './get-plan-sales';
import type { PlanSalesQuery, WhoseFigures } from './schema';
import { distributorOf } from './whose-figures';

const COLUMNS = { plan_name: 'text', count: 'plain' } satisfies Required<CsvColumns<PlanSales>>;

/** What each plan sold, as a file; the plans of a distributor are one page. */
export async function exportPlanSales(
  ctx: Ctx,
  whose: WhoseFigures,
  query: z.output<typeof PlanSalesQuery>,
): Promise<Export> {
  authorize(ctx, 'reports.export-plan-sales');
  const { userId } = await distributorOf(ctx, whose);
  return exportList(ctx, {
    name: 'plan-sales',
    audit: { action: 'reports.export-plan-sales', entity: 'distributor', entityId: userId },
    columns: COLUMNS,
    filters: query,
    read: async () => {
      const { items } = await getPlanSales(ctx, whose, query);
      return { text: csvLines(COLUMNS, items), rows: items.length, last: null };
    },
  });
}
