import { enableUser } from '../accounts/enable-user';
import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { InvalidStateTransitionError } from '../errors';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { lockDistributor } from './internal';
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
      const shop = await lockDistributor(tx, userId);
      if (!shop.active) await enableUser(tx, { user_id: userId });
      const { count } = await tx.db.distributor.updateMany({
        where: { userId, codesStoppedAt: { not: null } },
        data: { codesStoppedAt: null },
      });
      if (shop.active && count === 0)
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
