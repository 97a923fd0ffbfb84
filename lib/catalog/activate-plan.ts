import type { z } from 'zod';
import type { Ctx } from '../context';
import type { PlanStateInput } from './schema';
import { switchPlan } from './switch-plan';

/**
 * Puts a plan on sale again.
 * @throws ResourceNotFoundError
 */
export async function activatePlan(ctx: Ctx, { plan_id }: z.output<typeof PlanStateInput>) {
  return switchPlan(ctx, plan_id, { action: 'catalog.activate-plan', to: true });
}
