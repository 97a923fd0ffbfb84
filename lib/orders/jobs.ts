import { z } from 'zod';
import { OrderType } from '../generated/prisma/enums';
import { defineFact } from '../queue';
import { id, text } from '../text';

/** An order that was paid has been cancelled: what it gave is taken back, what was paid is given back. */
export const ordersCancelled = defineFact(
  'orders.cancelled',
  z.object({ order_id: id(), order_no: text(50), type: z.enum(OrderType), was_paid: z.boolean() }),
);

/** An order has come to another status, except by being paid. */
export const ordersMoved = defineFact('orders.moved', z.object({ order_id: id(), order_no: text(50) }));
