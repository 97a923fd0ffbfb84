import { getSummary } from '@/lib/reports/get-summary';
import { DistributorParams } from '@/lib/reports/schema';
import { defineRoute } from '@/lib/web/define-route';
import { otherMethods } from '@/lib/web/other-methods';

export const GET = defineRoute({
  who: 'user',
  params: DistributorParams,
  run: (ctx, { params }) => getSummary(ctx, params.id),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET');
