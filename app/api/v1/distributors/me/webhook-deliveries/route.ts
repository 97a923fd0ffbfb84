import { defineRoute } from '@/lib/web/define-route';
import { otherMethods } from '@/lib/web/other-methods';
import { exportDeliveries } from '@/lib/webhooks/export-deliveries';
import { listDeliveries } from '@/lib/webhooks/list-deliveries';
import { DeliveriesQuery } from '@/lib/webhooks/schema';

export const GET = defineRoute({
  who: 'user',
  query: DeliveriesQuery,
  run: (ctx, { query }) => listDeliveries(ctx, 'me', query),
  csv: (ctx, { query }) => exportDeliveries(ctx, 'me', query),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET');
