import { exportRefunds } from '@/lib/payments/export-refunds';
import { listToldRefunds } from '@/lib/payments/list-told-refunds';
import { ListRefundsQuery } from '@/lib/payments/schema';
import { defineRoute } from '@/lib/web/define-route';
import { otherMethods } from '@/lib/web/other-methods';

export const GET = defineRoute({
  who: 'user',
  query: ListRefundsQuery,
  run: (ctx, { query }) => listToldRefunds(ctx, query),
  csv: (ctx, { query }) => exportRefunds(ctx, query),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET');
