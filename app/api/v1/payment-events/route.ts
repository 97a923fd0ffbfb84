import { exportEvents } from '@/lib/payments/export-events';
import { listEvents } from '@/lib/payments/list-events';
import { EventsQuery } from '@/lib/payments/schema';
import { defineRoute } from '@/lib/web/define-route';
import { otherMethods } from '@/lib/web/other-methods';

export const GET = defineRoute({
  who: 'user',
  query: EventsQuery,
  run: (ctx, { query }) => listEvents(ctx, query),
  csv: (ctx, { query }) => exportEvents(ctx, query),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET');
