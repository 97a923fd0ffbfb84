import type { z } from 'zod';
import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { PermissionDeniedError } from '../errors';
import { logEvent } from '../log';
import { createOrder } from '../orders/create-order';
import { createPayment } from '../payments/create-payment';
import { authorize, userIdOf } from '../permissions';
import { inTransaction } from '../transaction';
import type { BuyCodesInput } from './schema';

export type BoughtCodes = {
  order_no: string;
  total_amount: string;
  currency: string;
  payment_id: number;
  pay_url: string;
};

/**
 * Orders redeem codes of a plan and opens the payment: both, or neither. The price is the plan's own.
 * @throws PermissionDeniedError when the buyer is no distributor
 * @throws BusinessError PLAN_UNAVAILABLE, TOO_MANY_CODES
 */
export async function buyCodes(ctx: Ctx, input: z.output<typeof BuyCodesInput>): Promise<BoughtCodes> {
  authorize(ctx, 'codes.buy-codes');
  let isNew = false;
  const bought = await inTransaction(
    ctx,
    async (tx) => {
      const buyer = await tx.db.distributor.findUnique({
        where: { userId: userIdOf(tx) },
        select: { userId: true },
      });
      if (!buyer) throw new PermissionDeniedError('codes.buy-codes', 'codes');
      const order = await createOrder(tx, { type: 'CODES', ...input });
      const payment = await createPayment(tx, { order_no: order.order_no });
      isNew = true;
      const { order_no, total_amount, currency } = order;
      await recordAudit(tx, {
        action: 'codes.buy-codes',
        entity: 'order',
        entityId: order_no,
        after: { ...input, total_amount, currency, payment_id: payment.payment_id },
      });
      return { order_no, total_amount, currency, ...payment };
    },
    { verb: 'codes.buy-codes', input },
  );
  const { order_no, total_amount: amount, currency } = bought;
  // Asked again under the same key, it is the same order.
  if (isNew)
    logEvent('order_created', { order_no, type: 'CODES', amount, currency, request_id: ctx.requestId });
  return bought;
}
