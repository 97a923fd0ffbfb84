import { redeemCode } from '@/lib/members/redeem-code';
import { RedeemCodeInput } from '@/lib/members/schema';
import { defineRoute } from '@/lib/web/define-route';
import { otherMethods } from '@/lib/web/other-methods';

export const POST = defineRoute({
  who: 'public',
  body: RedeemCodeInput,
  run: (ctx, { body }) => redeemCode(ctx, body),
});

export const { GET, PUT, PATCH, DELETE } = otherMethods('POST');
