import type { z } from 'zod';
import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { logEvent } from '../log';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { PLAN_COLUMNS, planDataOf, planOf } from './internal';
import type { Plan, PlanInput } from './schema';

/** Puts a plan on sale. Orders keep the terms they were placed under, so a plan may change later. */
export async function createPlan(ctx: Ctx, input: z.output<typeof PlanInput>): Promise<Plan> {
  authorize(ctx, 'catalog.create-plan');
  const plan = await inTransaction(
    ctx,
    async (tx) => {
      const row = await tx.db.plan.create({
        data: planDataOf(input),
        select: PLAN_COLUMNS,
      });
      const created = planOf(row);
      await recordAudit(tx, {
        action: 'catalog.create-plan',
        entity: 'plan',
        entityId: created.id,
        after: created,
      });
      return created;
    },
    { verb: 'catalog.create-plan', input },
  );
  logEvent('plan_created', { plan_id: plan.id, request_id: ctx.requestId });
  return plan;
}
