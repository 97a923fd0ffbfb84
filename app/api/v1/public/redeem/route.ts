import { redeemCode } from '@/lib/members/redeem-code';
import { RedeemCodeInput } from '@/lib/members/schema';
import { defineRoute } from '@/lib/web/define-route';

export const POST = defineRoute({
  who: 'public',
  body: RedeemCodeInput,
  run: (ctx, { body }) => redeemCode(ctx, body),
});
