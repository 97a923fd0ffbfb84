import type { Ctx } from '../context';
import type { CsvColumns } from '../csv';
import { exportList, pagesOf, type Export } from '../export';
import { authorize } from '../permissions';
import { listPlans } from './list-plans';
import type { Plan } from './schema';

const COLUMNS = {
  id: 'plain',
  name: 'text',
  price: 'plain',
  currency: 'plain',
  code_count: 'plain',
  code_max_uses: 'plain',
  expires_days: 'plain',
  validity_days: 'plain',
} satisfies Required<CsvColumns<Plan>>;

/** All plans that are sold now, as a file. */
export function exportPlans(ctx: Ctx): Export {
  authorize(ctx, 'catalog.export-plans');
  return exportList(ctx, {
    name: 'plans',
    audit: { action: 'catalog.export-plans', entity: 'plan', entityId: 'sold' },
    columns: COLUMNS,
    filters: {},
    read: pagesOf(COLUMNS, (page) => listPlans(ctx, page)),
  });
}
