import type { Ctx } from '../context';
import { ResourceNotFoundError } from '../errors';
import { amountFrom, divideAmount, type Amount } from '../money';
import { authorize } from '../permissions';
import { findCodeOwner, type CodeOwner } from './find-code-owner';
import type { FindCodeOwnerInput } from './schema';

export type CodeOffer = CodeOwner & {
  plan: string;
  /** What one use costs at the plan's present price. */
  price: Amount;
  currency: string;
  /** How long a membership lasts; null: no end. */
  validity_days: number | null;
  /** Until when the code can be redeemed; null: for good. */
  expires_at: string | null;
};

/**
 * What a code is worth in the house's own list, for its official page.
 * @throws ResourceNotFoundError CODE_NOT_FOUND
 * @throws RateLimitedError
 */
export async function findCodeOffer(ctx: Ctx, { code }: FindCodeOwnerInput): Promise<CodeOffer> {
  authorize(ctx, 'members.redeem-code');
  const owner = await findCodeOwner(ctx, { code });
  const terms = { name: true, price: true, currency: true, codeCount: true, codeMaxUses: true };
  const found = await ctx.db.redeemCode.findUnique({
    where: { code },
    select: { validityDays: true, expiresAt: true, order: { select: { plan: { select: terms } } } },
  });
  const plan = found?.order.plan;
  if (!found || !plan) throw new ResourceNotFoundError('code', code, 'CODE_NOT_FOUND');
  return {
    ...owner,
    plan: plan.name,
    price: divideAmount(amountFrom(plan.price), plan.codeCount * plan.codeMaxUses),
    currency: plan.currency,
    validity_days: found.validityDays,
    expires_at: found.expiresAt?.toISOString() ?? null,
  };
}
