import { getSalesTrend } from '@/lib/reports/get-sales-trend';
import { DistributorParams, SalesTrendQuery } from '@/lib/reports/schema';
import { defineRoute } from '@/lib/web/define-route';
import { otherMethods } from '@/lib/web/other-methods';

export const GET = defineRoute({
  who: 'user',
  params: DistributorParams,
  query: SalesTrendQuery,
  run: (ctx, { params, query }) => getSalesTrend(ctx, params.id, query),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET');
