import type { z } from 'zod';
import { getPlan } from '../catalog/get-plan';
import type { Ctx } from '../context';
import { BusinessError } from '../errors';
import { multiplyAmount } from '../money';
import { authorize } from '../permissions';
import { setting } from '../settings';
import { MAX_CODES, type CreateOrderInput } from './schema';

export type OrderQuote = {
  plan_id: number;
  plan_name: string;
  quantity: number;
  unit_price: string;
  total_amount: string;
  currency: string;
  expected_count: number;
  code_max_uses: number;
  expires_days: number | null;
  validity_days: number | null;
  pay_within_minutes: number;
};

/**
 * What an order of codes would hold and cost if it were placed now. Placing one asks for the same quote.
 * @throws ResourceNotFoundError when there is no such plan
 * @throws BusinessError PLAN_UNAVAILABLE, TOO_MANY_CODES
 */
export async function quoteOrder(
  ctx: Ctx,
  { plan_id, quantity }: Pick<z.output<typeof CreateOrderInput>, 'plan_id' | 'quantity'>,
): Promise<OrderQuote> {
  authorize(ctx, 'orders.create-order');
  const plan = await getPlan(ctx, plan_id);
  if (!plan.is_active) throw new BusinessError('plan is not sold', { errorCode: 'PLAN_UNAVAILABLE' });
  const expected_count = plan.code_count * quantity;
  if (expected_count > MAX_CODES) {
    throw new BusinessError('too many codes', { errorCode: 'TOO_MANY_CODES', details: { most: MAX_CODES } });
  }
  return {
    plan_id,
    plan_name: plan.name,
    quantity,
    unit_price: plan.price,
    total_amount: multiplyAmount(plan.price, quantity),
    currency: plan.currency,
    expected_count,
    code_max_uses: plan.code_max_uses,
    expires_days: plan.expires_days,
    validity_days: plan.validity_days,
    pay_within_minutes: await setting(ctx, 'orders.unpaid_minutes'),
  };
}
