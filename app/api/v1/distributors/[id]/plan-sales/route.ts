import { exportPlanSales } from '@/lib/reports/export-plan-sales';
import { getPlanSales } from '@/lib/reports/get-plan-sales';
import { DistributorParams, PlanSalesQuery } from '@/lib/reports/schema';
import { defineRoute } from '@/lib/web/define-route';
import { otherMethods } from '@/lib/web/other-methods';

export const GET = defineRoute({
  who: 'user',
  params: DistributorParams,
  query: PlanSalesQuery,
  run: (ctx, { params, query }) => getPlanSales(ctx, params.id, query),
  csv: (ctx, { params, query }) => exportPlanSales(ctx, params.id, query),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET');
