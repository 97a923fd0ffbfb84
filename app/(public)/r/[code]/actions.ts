'use server';

import { redeemFrom, type Redeemed } from '@/components/members/redeemed';
import { redeemCode } from '@/lib/members/redeem-code';
import { RedeemCodeInput } from '@/lib/members/schema';
import { defineAction } from '@/lib/web/define-action';

const redeem = defineAction(RedeemCodeInput, redeemCode, 'public');

export async function redeemAction(_previous: Redeemed | null, form: FormData) {
  return redeemFrom(form, redeem);
}
