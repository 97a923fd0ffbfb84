import type { Ctx } from '../context';
import { authorize } from '../permissions';

/**
 * Writes down that a provider is about to be told of an attempt. As long as this is fresh, nobody concludes from the
 * provider's not knowing it that it never will.
 * @returns whether it may be told: the attempt is open, and its order still waits to be paid
 */
export async function claimCall(ctx: Ctx, paymentId: number) {
  authorize(ctx, 'payments.open-payment');
  // oxlint-disable-next-line house/writes-authorise-and-audit -- what the call comes to is audited; that it was made changes nothing
  const claimed = await ctx.db.$executeRaw`
    UPDATE payments AS p SET called_at = now() FROM orders AS o
    WHERE p.id = ${paymentId} AND p.status IN ('PENDING', 'TIMEOUT') AND o.id = p.order_id AND o.payment_status = 'UNPAID'
      AND o.status <> 'CANCELLED' AND coalesce(o.expires_at > now(), true)`;
  return claimed === 1;
}
