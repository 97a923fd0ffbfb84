import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { ResourceNotFoundError, VersionConflictError } from '../errors';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { PLAN_COLUMNS, planDataOf, planOf } from './internal';
import type { ChangePlanInput, Plan } from './schema';

/**
 * Sells a plan under other terms from now on. Orders that were placed keep the terms they were placed under.
 * @throws VersionConflictError when somebody else has changed it since it was read
 */
export async function changePlan(ctx: Ctx, input: ChangePlanInput): Promise<Plan> {
  authorize(ctx, 'catalog.change-plan');
  const { plan_id: id, version, ...terms } = input;
  return inTransaction(
    ctx,
    async (tx) => {
      // The terms that are replaced can only be those of the version in the condition below.
      const before = await tx.db.plan.findUnique({ where: { id }, select: PLAN_COLUMNS });
      if (!before) throw new ResourceNotFoundError('plan', id);
      const [changed] = await tx.db.plan.updateManyAndReturn({
        where: { id, updatedAt: new Date(version) },
        data: planDataOf(terms),
        select: PLAN_COLUMNS,
      });
      if (!changed) throw new VersionConflictError('plan has changed');
      const after = planOf(changed);
      await recordAudit(tx, {
        action: 'catalog.change-plan',
        entity: 'plan',
        entityId: id,
        before: planOf(before),
        after,
      });
      return after;
    },
    { verb: 'catalog.change-plan', input },
  );
}
