import { exportSales } from '@/lib/reports/export-sales';
import { listSales } from '@/lib/reports/list-sales';
import { DistributorParams, SalesQuery } from '@/lib/reports/schema';
import { defineRoute } from '@/lib/web/define-route';
import { otherMethods } from '@/lib/web/other-methods';

export const GET = defineRoute({
  who: 'user',
  params: DistributorParams,
  query: SalesQuery,
  run: (ctx, { params, query }) => listSales(ctx, params.id, query),
  csv: (ctx, { params }) => exportSales(ctx, params.id),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET');
