import { exportSales } from '@/lib/reports/export-sales';
import { listSales } from '@/lib/reports/list-sales';
import { SalesQuery } from '@/lib/reports/schema';
import { defineRoute } from '@/lib/web/define-route';
import { otherMethods } from '@/lib/web/other-methods';

export const GET = defineRoute({
  who: 'user',
  query: SalesQuery,
  run: (ctx, { query }) => listSales(ctx, 'me', query),
  csv: (ctx) => exportSales(ctx, 'me'),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET');
