import { z } from 'zod';
import { id, text } from '../text';

export const MAX_QUANTITY = 1_000;
export const MAX_CODES = 1_000_000;

/** The number printed on everything about an order. */
export const orderNo = z.string().regex(/^ORD\d{16}$/);

/** Whether it is a whole number, and no beginning of one. */
export const isOrderNo = (text: string) => orderNo.safeParse(text).success;

export const OrderParams = z.object({ order_no: orderNo });

export const CreateOrderInput = z.object({
  type: z.literal('CODES'),
  plan_id: id(),
  quantity: z.number().int().min(1).max(MAX_QUANTITY),
});

export const CancelOrderInput = z.object({ reason: text(500), version: id().optional() });
