import { getSalesTrend } from '@/lib/reports/get-sales-trend';
import { SalesTrendQuery } from '@/lib/reports/schema';
import { defineRoute } from '@/lib/web/define-route';
import { otherMethods } from '@/lib/web/other-methods';

export const GET = defineRoute({
  who: 'user',
  query: SalesTrendQuery,
  run: (ctx, { query }) => getSalesTrend(ctx, 'me', query),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET');
