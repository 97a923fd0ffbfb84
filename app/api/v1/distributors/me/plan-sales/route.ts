import { getPlanSales } from '@/lib/reports/get-plan-sales';
import { PlanSalesQuery } from '@/lib/reports/schema';
import { defineRoute } from '@/lib/web/define-route';

export const GET = defineRoute({
  who: 'user',
  query: PlanSalesQuery,
  run: (ctx, { query }) => getPlanSales(ctx, 'me', query),
});
