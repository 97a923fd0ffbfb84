'use server';

import { cancelOrder } from '@/lib/orders/cancel-order';
import { OrderParams } from '@/lib/orders/schema';
import { createPayment } from '@/lib/payments/create-payment';
import { defineAction } from '@/lib/web/define-action';

export const payOrderAction = defineAction(OrderParams, createPayment);
export const cancelOrderAction = defineAction(OrderParams, (ctx, { order_no }) =>
  cancelOrder(ctx, { order_no, reason: 'BUYER' }),
);
