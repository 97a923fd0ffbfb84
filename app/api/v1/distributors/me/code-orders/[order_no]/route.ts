import { getCodeOrder } from '@/lib/codes/get-code-order';
import { CodeOrderParams } from '@/lib/codes/schema';
import { defineRoute } from '@/lib/web/define-route';

export const GET = defineRoute({
  who: 'user',
  params: CodeOrderParams,
  run: (ctx, { params }) => getCodeOrder(ctx, params),
});
