import { exportPayments } from '@/lib/payments/export-payments';
import { listPayments } from '@/lib/payments/list-payments';
import { PaymentsQuery } from '@/lib/payments/schema';
import { defineRoute } from '@/lib/web/define-route';
import { otherMethods } from '@/lib/web/other-methods';

export const GET = defineRoute({
  who: 'user',
  query: PaymentsQuery,
  run: (ctx, { query }) => listPayments(ctx, query),
  csv: (ctx, { query }) => exportPayments(ctx, query),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET');
