import { exportCodeOrders } from '@/lib/codes/export-code-orders';
import { listCodeOrders } from '@/lib/codes/list-code-orders';
import { CodeOrdersQuery } from '@/lib/codes/schema';
import { DistributorParams } from '@/lib/reports/schema';
import { defineRoute } from '@/lib/web/define-route';
import { otherMethods } from '@/lib/web/other-methods';

export const GET = defineRoute({
  who: 'user',
  params: DistributorParams,
  query: CodeOrdersQuery,
  run: (ctx, { params, query }) => listCodeOrders(ctx, params.id, query),
  csv: (ctx, { params, query }) => exportCodeOrders(ctx, params.id, query),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET');
