import { enableUser } from '../accounts/enable-user';
import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { InvalidStateTransitionError, ResourceNotFoundError } from '../errors';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import type { DistributorInput } from './schema';

/**
 * Lets a distributor sign in again, and its codes be redeemed.
 * @throws InvalidStateTransitionError when neither had been stopped
 */
export async function enableDistributor(ctx: Ctx, input: DistributorInput) {
  authorize(ctx, 'distributors.enable-distributor');
  const { distributor_id: userId } = input;
  return inTransaction(
    ctx,
    async (tx) => {
      const shop = await tx.db.distributor.findUnique({
        where: { userId },
        select: { user: { select: { isActive: true } } },
      });
      if (!shop) throw new ResourceNotFoundError('distributor', userId);
      if (!shop.user.isActive) await enableUser(tx, { user_id: userId });
      const { count } = await tx.db.distributor.updateMany({
        where: { userId, codesStoppedAt: { not: null } },
        data: { codesStoppedAt: null },
      });
      if (shop.user.isActive && count === 0)
        throw new InvalidStateTransitionError('distributor', 'ACTIVE', 'ACTIVE');
      await recordAudit(tx, {
        action: 'distributors.enable-distributor',
        entity: 'distributor',
        entityId: userId,
        after: { codes_work_again: count > 0 },
      });
      return { id: userId };
    },
    { verb: 'distributors.enable-distributor', input },
  );
}
