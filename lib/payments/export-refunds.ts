import type { Ctx } from '../context';
import type { CsvColumns } from '../csv';
import { exportList, pagesOf, type Export } from '../export';
import type { Page } from '../paging';
import { authorize } from '../permissions';
import { listToldRefunds, type ToldRefund } from './list-told-refunds';
import type { ListRefundsQuery } from './schema';

type People = 'requested_by' | 'approved_by' | 'rejected_by';
type Line = Omit<ToldRefund, People> & Record<People, string | null>;

const COLUMNS = {
  id: 'plain',
  payment_id: 'plain',
  order_no: 'plain',
  order_type: 'plain',
  order_status: 'plain',
  provider: 'plain',
  kind: 'plain',
  status: 'plain',
  amount: 'plain',
  currency: 'plain',
  reason: 'text',
  requested_by: 'text',
  approved_by: 'text',
  rejected_by: 'text',
  reject_reason: 'text',
  attempts: 'plain',
  error_code: 'plain',
  unknown: 'plain',
  provider_refund_id: 'text',
  created_at: 'time',
  updated_at: 'time',
  finished_at: 'time',
} satisfies Required<CsvColumns<Line>>;

/** All refunds that the filters ask for, as a file. */
export async function exportRefunds(ctx: Ctx, query: ListRefundsQuery): Promise<Export> {
  authorize(ctx, 'payments.export-refunds');
  return exportList(ctx, {
    name: 'refunds',
    audit: { action: 'payments.export-refunds', entity: 'refund', entityId: 'all' },
    columns: COLUMNS,
    filters: query,
    read: pagesOf(COLUMNS, async (page) => linesOf(await listToldRefunds(ctx, { ...query, ...page }))),
  });
}

/** A cell holds one thing: of people, their names. */
function linesOf(page: Page<ToldRefund>): Page<Line> {
  const items = page.items.map((refund) => ({
    ...refund,
    requested_by: refund.requested_by?.name ?? null,
    approved_by: refund.approved_by?.name ?? null,
    rejected_by: refund.rejected_by?.name ?? null,
  }));
  return { ...page, items };
}
