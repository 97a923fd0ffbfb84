import type { z } from 'zod';
import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { InvalidStateTransitionError, ResourceNotFoundError } from '../errors';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import type { PlanStateInput } from './schema';

/** Puts a plan on sale again. */
export async function activatePlan(ctx: Ctx, input: z.output<typeof PlanStateInput>) {
  authorize(ctx, 'catalog.activate-plan');
  const { plan_id: id } = input;
  return inTransaction(
    ctx,
    async (tx) => {
      const { count } = await tx.db.plan.updateMany({
        where: { id, isActive: false },
        data: { isActive: true },
      });
      if (count === 0) {
        const known = await tx.db.plan.count({ where: { id } });
        throw known
          ? new InvalidStateTransitionError('plan', 'ACTIVE', 'ACTIVE')
          : new ResourceNotFoundError('plan', id);
      }
      await recordAudit(tx, {
        action: 'catalog.activate-plan',
        entity: 'plan',
        entityId: id,
        before: { is_active: false },
        after: { is_active: true },
      });
      return { plan_id: id, is_active: true };
    },
    { verb: 'catalog.activate-plan', input },
  );
}
