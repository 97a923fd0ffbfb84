import { exportAnyCodeOrders } from '@/lib/codes/export-any-code-orders';
import { listAnyCodeOrders } from '@/lib/codes/list-any-code-orders';
import { AnyCodeOrdersQuery } from '@/lib/codes/schema';
import { defineRoute } from '@/lib/web/define-route';
import { otherMethods } from '@/lib/web/other-methods';

export const GET = defineRoute({
  who: 'user',
  query: AnyCodeOrdersQuery,
  run: (ctx, { query }) => listAnyCodeOrders(ctx, query),
  csv: (ctx, { query }) => exportAnyCodeOrders(ctx, query),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET');
