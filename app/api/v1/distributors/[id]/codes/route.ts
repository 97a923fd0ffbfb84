import { exportCodes } from '@/lib/codes/export-codes';
import { listCodes } from '@/lib/codes/list-codes';
import { CodesQuery } from '@/lib/codes/schema';
import { DistributorParams } from '@/lib/reports/schema';
import { defineRoute } from '@/lib/web/define-route';
import { otherMethods } from '@/lib/web/other-methods';

export const GET = defineRoute({
  who: 'user',
  params: DistributorParams,
  query: CodesQuery,
  run: (ctx, { params, query }) => listCodes(ctx, params.id, query),
  csv: (ctx, { params, query }) => exportCodes(ctx, params.id, query),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET');
