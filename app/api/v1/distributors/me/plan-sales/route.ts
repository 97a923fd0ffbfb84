import { exportPlanSales } from '@/lib/reports/export-plan-sales';
import { getPlanSales } from '@/lib/reports/get-plan-sales';
import { PlanSalesQuery } from '@/lib/reports/schema';
import { defineRoute } from '@/lib/web/define-route';
import { otherMethods } from '@/lib/web/other-methods';

export const GET = defineRoute({
  who: 'user',
  query: PlanSalesQuery,
  run: (ctx, { query }) => getPlanSales(ctx, 'me', query),
  csv: (ctx, { query }) => exportPlanSales(ctx, 'me', query),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET');
