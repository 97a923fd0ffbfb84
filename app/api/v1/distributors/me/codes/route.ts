import { exportCodes } from '@/lib/codes/export-codes';
import { listCodes } from '@/lib/codes/list-codes';
import { CodesQuery } from '@/lib/codes/schema';
import { defineRoute } from '@/lib/web/define-route';
import { otherMethods } from '@/lib/web/other-methods';

export const GET = defineRoute({
  who: 'user',
  query: CodesQuery,
  run: (ctx, { query }) => listCodes(ctx, 'me', query),
  csv: (ctx, { query }) => exportCodes(ctx, 'me', query),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET');
