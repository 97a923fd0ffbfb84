import { getSummary } from '@/lib/reports/get-summary';
import { DistributorParams } from '@/lib/reports/schema';
import { defineRoute } from '@/lib/web/define-route';

export const GET = defineRoute({
  who: 'user',
  params: DistributorParams,
  run: (ctx, { params }) => getSummary(ctx, params.id),
});
