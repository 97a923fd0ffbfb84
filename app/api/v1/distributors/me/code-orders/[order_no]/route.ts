import { getCodeOrder } from '@/lib/codes/get-code-order';
import { CodeOrderParams } from '@/lib/codes/schema';
import { defineRoute } from '@/lib/web/define-route';
import { otherMethods } from '@/lib/web/other-methods';

export const GET = defineRoute({
  who: 'user',
  params: CodeOrderParams,
  run: (ctx, { params }) => getCodeOrder(ctx, params),
});

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET');
