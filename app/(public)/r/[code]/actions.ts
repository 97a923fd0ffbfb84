'use server';

import { redeemCode, type Redemption } from '@/lib/members/redeem-code';
import { RedeemCodeInput } from '@/lib/members/schema';
import { defineAction, type ActionResult } from '@/lib/web/define-action';

const redeem = defineAction(RedeemCodeInput, redeemCode, 'public');

/** What was entered stands beside the answer, so that it can be mended instead of typed again. */
export type Redeemed = { result: ActionResult<Redemption>; code: string; email: string };

/** Takes the form itself, so that people can redeem before scripts have loaded. */
export async function redeemAction(_previous: Redeemed | null, form: FormData): Promise<Redeemed> {
  const [code, email] = [textOf(form.get('code')), textOf(form.get('email'))];
  return { result: await redeem({ code, email }), code, email };
}

const textOf = (entry: FormDataEntryValue | null) => (typeof entry === 'string' ? entry : '');
