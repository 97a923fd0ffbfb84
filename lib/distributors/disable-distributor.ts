import { disableUser } from '../accounts/disable-user';
import { recordAudit } from '../audit';
import { now } from '../clock';
import type { Ctx } from '../context';
import { InvalidStateTransitionError } from '../errors';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { lockDistributor } from './internal';
import type { DisableDistributorInput } from './schema';

/**
 * Ends a distributor's sessions and API keys; its codes keep working, or stop as well. Of a distributor that is disabled already
 * the codes can still be stopped.
 * @throws InvalidStateTransitionError when there is nothing left to stop
 */
export async function disableDistributor(ctx: Ctx, input: DisableDistributorInput) {
  authorize(ctx, 'distributors.disable-distributor');
  const { distributor_id: userId, stop_codes } = input;
  return inTransaction(
    ctx,
    async (tx) => {
      const shop = await lockDistributor(tx, userId);
      if (shop.active) await disableUser(tx, { user_id: userId });
      const { count } = stop_codes
        ? await tx.db.distributor.updateMany({
            where: { userId, codesStoppedAt: null },
            data: { codesStoppedAt: now() },
          })
        : { count: 0 };
      if (!shop.active && count === 0)
        throw new InvalidStateTransitionError('distributor', 'DISABLED', 'DISABLED');
      await recordAudit(tx, {
        action: 'distributors.disable-distributor',
        entity: 'distributor',
        entityId: userId,
        after: { stop_codes },
      });
      return { id: userId };
    },
    { verb: 'distributors.disable-distributor', input },
  );
}
