import type { z } from 'zod';
import type { Ctx } from '../context';
import type { PlanStateInput } from './schema';
import { switchPlan } from './switch-plan';

/**
 * Takes a plan off the shelf: nobody can buy it from now on, and orders that were placed stay as they are.
 * @throws ResourceNotFoundError
 */
export async function deactivatePlan(ctx: Ctx, { plan_id }: z.output<typeof PlanStateInput>) {
  return switchPlan(ctx, plan_id, { action: 'catalog.deactivate-plan', to: false });
}
