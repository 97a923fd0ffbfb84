import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { ResourceNotFoundError } from '../errors';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';

type Switch = { action: 'catalog.activate-plan' | 'catalog.deactivate-plan'; to: boolean };

/** Says whether a plan is on sale. Each way is a right of its own; doing it again changes nothing. */
export async function switchPlan(ctx: Ctx, id: number, { action, to }: Switch) {
  authorize(ctx, action);
  return inTransaction(ctx, async (tx) => {
    const { count } = await tx.db.plan.updateMany({
      where: { id, isActive: !to },
      data: { isActive: to },
    });
    if (count === 1)
      await recordAudit(tx, {
        action,
        entity: 'plan',
        entityId: id,
        before: { is_active: !to },
        after: { is_active: to },
      });
    else if (!(await tx.db.plan.findUnique({ where: { id }, select: { id: true } })))
      throw new ResourceNotFoundError('plan', id);
    return { plan_id: id, is_active: to };
  });
}
