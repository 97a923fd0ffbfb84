import { OrderParams } from '@/lib/orders/schema';
import { createPayment } from '@/lib/payments/create-payment';
import { defineRoute } from '@/lib/web/define-route';
import { otherMethods } from '@/lib/web/other-methods';

export const POST = defineRoute({
  who: 'user',
  params: OrderParams,
  status: 201,
  run: (ctx, { params }) => createPayment(ctx, params),
});

export const { GET, PUT, PATCH, DELETE } = otherMethods('POST');
