import { DistributorParams } from '@/lib/reports/schema';
import { defineRoute } from '@/lib/web/define-route';
import { otherMethods } from '@/lib/web/other-methods';
import { exportDeliveries } from '@/lib/webhooks/export-deliveries';
import { listDeliveries } from '@/lib/webhooks/list-deliveries';
import { DeliveriesQuery } from '@/lib/webhooks/schema';

export const GET = defineRoute({
  who: 'user',
  params: DistributorParams,
  query: DeliveriesQuery,
  run: (ctx, { params, query }) => listDeliveries(ctx, params.id, query),
  csv: (ctx, { params, query }) => exportDeliveries(ctx, params.id, query),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET');
