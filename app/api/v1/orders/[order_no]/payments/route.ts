import { OrderParams } from '@/lib/orders/schema';
import { createPayment } from '@/lib/payments/create-payment';
import { CreatePaymentInput } from '@/lib/payments/schema';
import { parse } from '@/lib/web/define-action';
import { defineRoute } from '@/lib/web/define-route';
import { jsonOf } from '@/lib/web/json-body';
import { otherMethods } from '@/lib/web/other-methods';

/** How to pay may be said in the body, and need not. */
export const POST = defineRoute({
  who: 'user',
  params: OrderParams,
  status: 201,
  run: async (ctx, { params, request }) => {
    const saysHow = request.headers.has('content-type');
    return createPayment(ctx, {
      ...params,
      ...(saysHow && parse(CreatePaymentInput, await jsonOf(request))),
    });
  },
});

export const { GET, PUT, PATCH, DELETE } = otherMethods('POST');
