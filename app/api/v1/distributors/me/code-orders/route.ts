import { buyCodes } from '@/lib/codes/buy-codes';
import { listCodeOrders } from '@/lib/codes/list-code-orders';
import { BuyCodesInput, CodeOrdersQuery } from '@/lib/codes/schema';
import { defineRoute } from '@/lib/web/define-route';

export const POST = defineRoute({
  who: 'user',
  body: BuyCodesInput,
  status: 201,
  run: (ctx, { body }) => buyCodes(ctx, body),
});

export const GET = defineRoute({
  who: 'user',
  query: CodeOrdersQuery,
  run: (ctx, { query }) => listCodeOrders(ctx, query),
});
