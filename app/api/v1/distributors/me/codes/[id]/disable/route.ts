import { CodeParams } from '@/lib/codes/schema';
import { switchCode } from '@/lib/codes/switch-code';
import { defineRoute } from '@/lib/web/define-route';
import { otherMethods } from '@/lib/web/other-methods';

export const POST = defineRoute({
  who: 'user',
  params: CodeParams,
  run: (ctx, { params }) => switchCode(ctx, 'me', { ...params, active: false }),
});

export const { GET, PUT, PATCH, DELETE } = otherMethods('POST');
