import { formText } from '@/components/ui/form-text';
import type { Redemption } from '@/lib/members/redeem-code';
import type { ActionResult } from '@/lib/web/define-action';

/** What was entered stands beside the answer, so that it can be mended instead of typed again. */
export type Redeemed = { result: ActionResult<Redemption>; code: string; email: string };

type Redeem = (input: { code: string; email: string }) => Promise<ActionResult<Redemption>>;

/** Redeems what a form holds; the form itself is taken, so that it works before scripts have loaded. */
export async function redeemFrom(form: FormData, redeem: Redeem): Promise<Redeemed> {
  const [code, email] = [formText(form, 'code'), formText(form, 'email')];
  return { result: await redeem({ code, email }), code, email };
}
