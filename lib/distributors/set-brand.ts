import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { ResourceNotFoundError } from '../errors';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { distributorIdOf } from './internal';
import type { SetBrandInput } from './schema';

/** What customers read above the form, and in which colour. @throws ResourceNotFoundError */
export async function setBrand(ctx: Ctx, { whose, ...brand }: SetBrandInput) {
  authorize(ctx, 'distributors.set-brand');
  const userId = distributorIdOf(ctx, whose);
  const [welcomeText, brandColor] = [brand.welcome_text || null, brand.brand_color || null];
  return inTransaction(ctx, async (tx) => {
    const { count } = await tx.db.distributor.updateMany({
      where: { userId },
      data: { welcomeText, brandColor },
    });
    if (count === 0) throw new ResourceNotFoundError('distributor', userId);
    const after = { welcome_text: welcomeText, brand_color: brandColor };
    await recordAudit(tx, {
      action: 'distributors.set-brand',
      entity: 'distributor',
      entityId: userId,
      after,
    });
    return after;
  });
}
