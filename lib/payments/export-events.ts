import type { Ctx } from '../context';
import type { CsvColumns } from '../csv';
import { exportList, pagesOf, type Export } from '../export';
import { authorize } from '../permissions';
import { listEvents, type ListedEvent } from './list-events';
import type { EventsQuery } from './schema';

const COLUMNS = {
  id: 'plain',
  provider: 'plain',
  event_id: 'text',
  verdict: 'plain',
  outcome: 'plain',
  source: 'plain',
  order_no: 'plain',
  payment_id: 'plain',
  received_at: 'time',
  processed_at: 'time',
  retry_at: 'time',
} satisfies Required<CsvColumns<ListedEvent>>;

/** All that providers told us and the filters ask for, as a file; the bytes of each stay on its page. */
export async function exportEvents(ctx: Ctx, query: EventsQuery): Promise<Export> {
  authorize(ctx, 'payments.export-events');
  return exportList(ctx, {
    name: 'payment-events',
    audit: { action: 'payments.export-events', entity: 'payment_event', entityId: 'all' },
    columns: COLUMNS,
    filters: query,
    read: pagesOf(COLUMNS, (page) => listEvents(ctx, { ...query, ...page })),
  });
}
