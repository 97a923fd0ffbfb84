import type { z } from 'zod';
import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { PermissionDeniedError, TechnicalError } from '../errors';
import { logEvent, logWarning } from '../log';
import { createOrder } from '../orders/create-order';
import { openPayment } from '../payments/open-payment';
import { recordAttempt } from '../payments/record-attempt';
import { authorize, userIdOf } from '../permissions';
import { inTransaction } from '../transaction';
import type { BuyCodesInput } from './schema';

export type BoughtCodes = {
  order_no: string;
  total_amount: string;
  currency: string;
  payment_id: number;
  /** Null when a card is to be charged, or the provider could not be reached just now: the order stands, and is paid from its page. */
  pay_url: string | null;
};

/**
 * Orders redeem codes of a plan and records the attempt to pay: both, or neither. Then the payment is opened. The price is the
 * plan's own.
 * @throws PermissionDeniedError when the buyer is no distributor
 * @throws BusinessError PLAN_UNAVAILABLE, TOO_MANY_CODES
 * @throws ResourceNotFoundError when the way to pay that was asked for is not there
 */
export async function buyCodes(ctx: Ctx, input: z.output<typeof BuyCodesInput>): Promise<BoughtCodes> {
  authorize(ctx, 'codes.buy-codes');
  const placed: { order_id?: number } = {};
  const bought = await inTransaction(
    ctx,
    async (tx) => {
      const buyer = await tx.db.distributor.findUnique({
        where: { userId: userIdOf(tx) },
        select: { userId: true },
      });
      if (!buyer) throw new PermissionDeniedError('codes.buy-codes', 'codes');
      const { plan_id, quantity, provider, method } = input;
      const order = await createOrder(tx, { type: 'CODES', plan_id, quantity });
      const payment = await recordAttempt(tx, { order_no: order.order_no, provider, method });
      const { order_id, order_no, total_amount, currency } = order;
      placed.order_id = order_id;
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
  const { order_id } = placed;
  // Asked again under the same key, it is the same order.
  if (order_id !== undefined)
    logEvent('order_created', {
      user_id: userIdOf(ctx),
      order_id,
      order_no,
      type: 'CODES',
      item_count: input.quantity,
      amount,
      currency,
      request_id: ctx.requestId,
    });
  return { ...bought, pay_url: await payUrlOf(ctx, bought) };
}

/** The order stands by now: that its payment could not be opened must not hide it from its buyer. */
async function payUrlOf(ctx: Ctx, { order_no, payment_id }: { order_no: string; payment_id: number }) {
  // Others may have called us inside their transaction; they open the payment after it, or when it is asked for.
  if (ctx.transaction) return null;
  try {
    return (await openPayment(ctx, { payment_id })).pay_url;
  } catch (error) {
    if (!(error instanceof TechnicalError)) throw error;
    const { errorCode: error_code, message: problem } = error;
    const facts = { error_code, problem, order_no, payment_id, request_id: ctx.requestId };
    logWarning('a new payment could not be opened', facts);
    return null;
  }
}
