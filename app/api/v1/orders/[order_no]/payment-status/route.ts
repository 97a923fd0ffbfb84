import { OrderParams } from '@/lib/orders/schema';
import { getPaymentStatus } from '@/lib/payments/get-payment-status';
import { defineRoute } from '@/lib/web/define-route';
import { otherMethods } from '@/lib/web/other-methods';

export const GET = defineRoute({
  who: 'user',
  params: OrderParams,
  run: (ctx, { params }) => getPaymentStatus(ctx, params),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET');
