import { z } from 'zod';
import { OrderType } from '../generated/prisma/enums';
import { defineFact } from '../queue';
import { id, text } from '../text';

/** An order has been paid in full. */
export const paymentsSettled = defineFact(
  'payments.settled',
  z.object({ order_id: id(), order_no: text(50), order_type: z.enum(OrderType), payment_id: id() }),
);
