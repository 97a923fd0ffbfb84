import type { z } from 'zod';
import { businessTimeZone } from '../clock';
import { actorName, type Ctx } from '../context';
import { Prisma } from '../db';
import { authorize, userIdOf } from '../permissions';
import { oneStatement } from '../transaction';
import { quoteOrder } from './quote-order';
import type { CreateOrderInput } from './schema';

type CreatedOrder = { order_id: number; order_no: string; total_amount: string; currency: string };

/**
 * Places an order of redeem codes. The price and the plan's terms are copied, so that later changes of the plan do not
 * reach orders placed before. Unpaid, it expires.
 * @throws BusinessError PLAN_UNAVAILABLE, TOO_MANY_CODES
 */
export async function createOrder(ctx: Ctx, input: z.output<typeof CreateOrderInput>): Promise<CreatedOrder> {
  authorize(ctx, 'orders.create-order');
  const buyer = userIdOf(ctx);
  const quote = await quoteOrder(ctx, input);
  const after = Prisma.sql`to_jsonb(result) || jsonb_build_object('plan_id', ${quote.plan_id}::int,
    'quantity', ${quote.quantity}::int, 'expected_count', ${quote.expected_count}::int)`;
  const [order] = await oneStatement<CreatedOrder>(
    ctx,
    { audit: { action: 'orders.create-order', entity: 'order', entityId: 'order_no', after } },
    Prisma.sql`
      result AS (
        INSERT INTO orders (order_no, type, buyer_user_id, created_by, plan_id, quantity, total_amount, currency,
          expected_count, code_max_uses, code_expires_days, code_validity_days, expires_at)
        VALUES (${nextOrderNo()}, 'CODES', ${buyer}, ${buyer}, ${quote.plan_id}, ${quote.quantity},
          ${quote.total_amount}::numeric, ${quote.currency}, ${quote.expected_count}, ${quote.code_max_uses},
          ${quote.expires_days}, ${quote.validity_days}, now() + make_interval(mins => ${quote.pay_within_minutes}))
        RETURNING id AS order_id, order_no, total_amount::text, currency),
      tracked AS (
        INSERT INTO order_tracking (order_id, status, actor)
        SELECT order_id, 'PENDING', ${actorName(ctx.actor)} FROM result)`,
  );
  if (!order) throw new Error('the order was not inserted');
  return order;
}

/** The business day, then eight digits that come again after a hundred million orders. */
function nextOrderNo() {
  return Prisma.sql`'ORD' || to_char(now() AT TIME ZONE ${businessTimeZone()}, 'YYYYMMDD')
    || lpad((nextval('order_no_seq') % 100000000)::text, 8, '0')`;
}
