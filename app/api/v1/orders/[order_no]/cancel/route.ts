import { cancelOrder } from '@/lib/orders/cancel-order';
import { CancelOrderInput, OrderParams } from '@/lib/orders/schema';
import { defineRoute } from '@/lib/web/define-route';
import { otherMethods } from '@/lib/web/other-methods';

export const POST = defineRoute({
  who: 'user',
  params: OrderParams,
  body: CancelOrderInput,
  run: (ctx, { params, body }) => cancelOrder(ctx, { ...params, ...body }),
});

export const { GET, PUT, PATCH, DELETE } = otherMethods('POST');
