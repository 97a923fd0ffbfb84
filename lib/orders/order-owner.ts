import type { Ctx } from '../context';
import { mayUse } from '../permissions';

/** Whether an order exists for this actor: distributors have their own, staff and the system have all. */
export function isOrderOf(ctx: Ctx, buyerUserId: number | null) {
  if (ctx.actor.kind === 'system' || ctx.asSystem || mayUse(ctx, 'orders.view-any')) return true;
  return ctx.actor.kind === 'user' && ctx.actor.userId === buyerUserId;
}
