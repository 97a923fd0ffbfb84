import type { Ctx } from '../context';
import { readCsvPage, type CsvColumns } from '../csv';
import { exportList, type Export } from '../export';
import { authorize } from '../permissions';
import { saleRows } from './sale-rows';
import type { Sale, WhoseFigures } from './schema';
import { distributorOf } from './whose-figures';

const COLUMNS = {
  id: 'plain',
  email: 'text',
  code: 'plain',
  order_no: 'plain',
  plan_name: 'text',
  status: 'plain',
  created_at: 'time',
  sent_at: 'time',
  accepted_at: 'time',
} satisfies Required<CsvColumns<Sale>>;

/** All sales of a distributor, as a file. */
export async function exportSales(ctx: Ctx, whose: WhoseFigures): Promise<Export> {
  authorize(ctx, 'reports.export-sales');
  const { userId } = await distributorOf(ctx, whose);
  return exportList(ctx, {
    name: 'sales',
    audit: { action: 'reports.export-sales', entity: 'distributor', entityId: userId },
    columns: COLUMNS,
    filters: {},
    read: ({ limit, cursor }) => readCsvPage(ctx, COLUMNS, saleRows(userId, cursor, limit)),
  });
}
