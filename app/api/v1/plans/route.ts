import { z } from 'zod';
import { exportPlans } from '@/lib/catalog/export-plans';
import { listPlans } from '@/lib/catalog/list-plans';
import { paging } from '@/lib/paging';
import { defineRoute } from '@/lib/web/define-route';
import { otherMethods } from '@/lib/web/other-methods';

export const GET = defineRoute({
  who: 'user',
  query: z.object(paging),
  run: (ctx, { query }) => listPlans(ctx, query),
  csv: (ctx) => exportPlans(ctx),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET');
