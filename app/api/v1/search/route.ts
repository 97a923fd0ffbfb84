import { findAnything } from '@/lib/reports/find-anything';
import { FindQuery } from '@/lib/reports/schema';
import { defineRoute } from '@/lib/web/define-route';
import { otherMethods } from '@/lib/web/other-methods';

// A route and no action: the browser breaks off a search that is not asked for any more, and actions wait for each other.
export const GET = defineRoute({
  who: 'user',
  query: FindQuery,
  run: (ctx, { query }) => findAnything(ctx, query),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET');
