import type { z } from 'zod';
import type { Ctx } from '../context';
import type { CsvColumns } from '../csv';
import { exportList, pagesOf, type Export } from '../export';
import { authorize } from '../permissions';
import { ownerOf } from './internal';
import { listCodeOrders } from './list-code-orders';
import type { CodeOrder, CodeOrdersQuery, WhoseCodes } from './schema';

const COLUMNS = {
  order_no: 'plain',
  status: 'plain',
  payment_status: 'plain',
  fulfillment_status: 'plain',
  delivered_count: 'plain',
  expected_count: 'plain',
  fulfillment_error: 'text',
  fulfillment_attempts: 'plain',
  plan_name: 'text',
  quantity: 'plain',
  total_amount: 'plain',
  currency: 'plain',
  code_max_uses: 'plain',
  code_expires_days: 'plain',
  codes_expire_at: 'time',
  code_validity_days: 'plain',
  created_at: 'time',
  expires_at: 'time',
  paid_at: 'time',
  completed_at: 'time',
  cancelled_at: 'time',
  cancel_reason: 'text',
} satisfies Required<CsvColumns<CodeOrder>>;

/** All orders of codes that the filters ask for, as a file. */
export async function exportCodeOrders(
  ctx: Ctx,
  whose: WhoseCodes,
  query: z.output<typeof CodeOrdersQuery>,
): Promise<Export> {
  authorize(ctx, 'codes.export-code-orders');
  const owner = await ownerOf(ctx, whose);
  return exportList(ctx, {
    name: 'code-orders',
    audit: { action: 'codes.export-code-orders', entity: 'distributor', entityId: owner },
    columns: COLUMNS,
    filters: query,
    read: pagesOf(COLUMNS, (page) => listCodeOrders(ctx, whose, { ...query, ...page })),
  });
}
