import { requestRefund } from '@/lib/payments/request-refund';
import { RefundBody, RefundParams } from '@/lib/payments/schema';
import { defineRoute } from '@/lib/web/define-route';
import { otherMethods } from '@/lib/web/other-methods';

export const POST = defineRoute({
  who: 'user',
  params: RefundParams,
  body: RefundBody,
  status: 201,
  run: (ctx, { params, body }) => requestRefund(ctx, { ...params, ...body }),
});

export const { GET, PUT, PATCH, DELETE } = otherMethods('POST');
