import { now } from '../clock';
import type { Ctx } from '../context';
import type { Prisma } from '../db';
import { BRAND_COLUMNS, brandOf, type Brand } from '../distributors/brand-of';
import { ResourceNotFoundError } from '../errors';
import { authorize } from '../permissions';
import { countGuess } from './count-guess';
import type { FindCodeOwnerInput } from './schema';

export type CodeOwner = {
  brand: Brand;
  /** Why it could not be redeemed now; the same as redeeming would say. */
  refusal: 'CODE_INACTIVE' | 'CODE_EXPIRED' | 'CODE_DEPLETED' | null;
};

const STANDING_COLUMNS = {
  isActive: true,
  expiresAt: true,
  usedCount: true,
  maxUses: true,
  order: {
    select: { buyer: { select: { distributor: { select: { ...BRAND_COLUMNS, codesStoppedAt: true } } } } },
  },
} satisfies Prisma.RedeemCodeSelect;

type Standing = Prisma.RedeemCodeGetPayload<{ select: typeof STANDING_COLUMNS }>;

/**
 * Whose code it is and whether it can be redeemed, for the page on which it is. A look counts like an attempt to redeem: both
 * tell guessers as much.
 * @throws ResourceNotFoundError CODE_NOT_FOUND
 * @throws RateLimitedError
 */
export async function findCodeOwner(ctx: Ctx, { code }: FindCodeOwnerInput): Promise<CodeOwner> {
  authorize(ctx, 'members.redeem-code');
  await countGuess(ctx);
  const found = await ctx.db.redeemCode.findUnique({ where: { code }, select: STANDING_COLUMNS });
  const owner = found?.order.buyer?.distributor;
  if (!owner) throw new ResourceNotFoundError('code', code, 'CODE_NOT_FOUND');
  return { brand: brandOf(owner), refusal: refusalOf(found, owner.codesStoppedAt) };
}

function refusalOf(code: Standing, stopped: Date | null): CodeOwner['refusal'] {
  if (!code.isActive || stopped) return 'CODE_INACTIVE';
  if (code.expiresAt && code.expiresAt <= now()) return 'CODE_EXPIRED';
  return code.usedCount >= code.maxUses ? 'CODE_DEPLETED' : null;
}
