import { buyCodes } from '@/lib/codes/buy-codes';
import { exportCodeOrders } from '@/lib/codes/export-code-orders';
import { listCodeOrders } from '@/lib/codes/list-code-orders';
import { BuyCodesInput, CodeOrdersQuery } from '@/lib/codes/schema';
import { defineRoute } from '@/lib/web/define-route';
import { otherMethods } from '@/lib/web/other-methods';

export const POST = defineRoute({
  who: 'user',
  body: BuyCodesInput,
  status: 201,
  run: (ctx, { body }) => buyCodes(ctx, body),
});

export const GET = defineRoute({
  who: 'user',
  query: CodeOrdersQuery,
  run: (ctx, { query }) => listCodeOrders(ctx, 'me', query),
  csv: (ctx, { query }) => exportCodeOrders(ctx, 'me', query),
});

export const { PUT, PATCH, DELETE } = otherMethods('GET', 'POST');
