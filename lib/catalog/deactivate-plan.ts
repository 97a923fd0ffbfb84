import type { z } from 'zod';
import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { InvalidStateTransitionError, ResourceNotFoundError } from '../errors';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import type { PlanStateInput } from './schema';

/** Takes a plan off the shelf: nobody can buy it from now on, and orders that were placed stay as they are. */
export async function deactivatePlan(ctx: Ctx, input: z.output<typeof PlanStateInput>) {
  authorize(ctx, 'catalog.deactivate-plan');
  const { plan_id: id } = input;
  return inTransaction(
    ctx,
    async (tx) => {
      const { count } = await tx.db.plan.updateMany({
        where: { id, isActive: true },
        data: { isActive: false },
      });
      if (count === 0) {
        const known = await tx.db.plan.count({ where: { id } });
        throw known
          ? new InvalidStateTransitionError('plan', 'INACTIVE', 'INACTIVE')
          : new ResourceNotFoundError('plan', id);
      }
      await recordAudit(tx, {
        action: 'catalog.deactivate-plan',
        entity: 'plan',
        entityId: id,
        before: { is_active: true },
        after: { is_active: false },
      });
      return { plan_id: id, is_active: false };
    },
    { verb: 'catalog.deactivate-plan', input },
  );
}
