import type { Ctx } from '../context';
import type { CsvColumns } from '../csv';
import { exportList, pagesOf, type Export } from '../export';
import { authorize } from '../permissions';
import { ownerOf, type WhoseEndpoints } from './internal';
import { listDeliveries, type Delivery } from './list-deliveries';
import type { DeliveriesQuery } from './schema';

const COLUMNS = {
  id: 'plain',
  event_id: 'plain',
  type: 'plain',
  endpoint_id: 'plain',
  url: 'text',
  status: 'plain',
  attempts: 'plain',
  status_code: 'plain',
  error_code: 'plain',
  duration_ms: 'plain',
  created_at: 'time',
  tried_at: 'time',
  next_try_at: 'time',
  delivered_at: 'time',
  resend_of: 'plain',
} satisfies Required<CsvColumns<Delivery>>;

/** All deliveries that the filters ask for, as a file. */
export async function exportDeliveries(
  ctx: Ctx,
  whose: WhoseEndpoints,
  query: DeliveriesQuery,
): Promise<Export> {
  authorize(ctx, 'webhooks.export-deliveries');
  const owner = await ownerOf(ctx, whose);
  return exportList(ctx, {
    name: 'webhook-deliveries',
    audit: { action: 'webhooks.export-deliveries', entity: 'distributor', entityId: owner },
    columns: COLUMNS,
    filters: query,
    read: pagesOf(COLUMNS, (page) => listDeliveries(ctx, whose, { ...query, ...page })),
  });
}
