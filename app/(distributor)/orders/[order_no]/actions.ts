'use server';

import { StartChargeInput } from '@/lib/codes/schema';
import { startCharge } from '@/lib/codes/start-charge';
import { cancelOrder } from '@/lib/orders/cancel-order';
import { OrderParams } from '@/lib/orders/schema';
import { chargePayment } from '@/lib/payments/charge-payment';
import { createPayment } from '@/lib/payments/create-payment';
import { CreatePaymentInput } from '@/lib/payments/schema';
import { defineAction } from '@/lib/web/define-action';

/** The buyer waits for the provider's word; whatever becomes of this request, the process carries the charge on. */
export const payByCardAction = defineAction(StartChargeInput, async (ctx, input) => {
  const { payment_id } = await startCharge(ctx, input);
  return chargePayment(ctx, { payment_id, card: input.card });
});
export const payOrderAction = defineAction(OrderParams.extend(CreatePaymentInput.shape), createPayment);
export const cancelOrderAction = defineAction(OrderParams, (ctx, { order_no }) =>
  cancelOrder(ctx, { order_no, reason: 'BUYER' }),
);
