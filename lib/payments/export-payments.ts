import type { Ctx } from '../context';
import type { CsvColumns } from '../csv';
import { exportList, pagesOf, type Export } from '../export';
import { authorize } from '../permissions';
import { listPayments, type ListedPayment } from './list-payments';
import type { PaymentsQuery } from './schema';

const COLUMNS = {
  id: 'plain',
  order_no: 'plain',
  order_payment_status: 'plain',
  purpose: 'plain',
  provider: 'plain',
  method: 'plain',
  status: 'plain',
  amount: 'plain',
  currency: 'plain',
  refunded: 'plain',
  transaction_id: 'text',
  error_code: 'plain',
  failure_reason: 'plain',
  created_at: 'time',
  completed_at: 'time',
} satisfies Required<CsvColumns<ListedPayment>>;

/** All attempts that the filters ask for, as a file. */
export async function exportPayments(ctx: Ctx, query: PaymentsQuery): Promise<Export> {
  authorize(ctx, 'payments.export-payments');
  return exportList(ctx, {
    name: 'payments',
    audit: { action: 'payments.export-payments', entity: 'payment', entityId: 'all' },
    columns: COLUMNS,
    filters: query,
    read: pagesOf(COLUMNS, (page) => listPayments(ctx, { ...query, ...page })),
  });
}
