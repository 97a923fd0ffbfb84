import type { Ctx } from '../context';
import { ResourceNotFoundError } from '../errors';
import { amountFrom, type Amount } from '../money';
import { authorize } from '../permissions';
import { BRAND_COLUMNS, brandOf, type Brand } from './brand-of';
import { distributorIdOf } from './internal';
import type { Whose } from './schema';

export type Distributor = {
  id: number;
  name: string;
  email: string;
  slug: string;
  unit_price: Amount;
  currency: string;
  is_active: boolean;
  codes_stopped_at: string | null;
  /** Null: never yet. */
  last_sign_in_at: string | null;
  created_at: string;
  brand: Brand;
};

/**
 * What is known about a distributor: about oneself, or about any for an admin.
 * @throws PermissionDeniedError, ResourceNotFoundError
 */
export async function getDistributor(ctx: Ctx, whose: Whose): Promise<Distributor> {
  authorize(ctx, whose === 'me' ? 'distributors.view-own' : 'distributors.view-any');
  const userId = distributorIdOf(ctx, whose);
  const row = await ctx.db.distributor.findUnique({
    where: { userId },
    select: {
      ...BRAND_COLUMNS,
      unitPrice: true,
      currency: true,
      codesStoppedAt: true,
      createdAt: true,
      user: { select: { name: true, email: true, isActive: true, lastSignInAt: true } },
    },
  });
  if (!row) throw new ResourceNotFoundError('distributor', userId);
  return {
    id: userId,
    name: row.user.name,
    email: row.user.email,
    slug: row.slug,
    unit_price: amountFrom(row.unitPrice),
    currency: row.currency,
    is_active: row.user.isActive,
    codes_stopped_at: row.codesStoppedAt?.toISOString() ?? null,
    last_sign_in_at: row.user.lastSignInAt?.toISOString() ?? null,
    created_at: row.createdAt.toISOString(),
    brand: brandOf(row),
  };
}
