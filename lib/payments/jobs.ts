import { z } from 'zod';
import { OrderType } from '../generated/prisma/enums';
import { defineFact, defineJob } from '../queue';
import { id, text } from '../text';

/** An order has been paid in full. */
export const paymentsSettled = defineFact(
  'payments.settled',
  z.object({ order_id: id(), order_no: text(50), order_type: z.enum(OrderType), payment_id: id() }),
);

export const requestRefundJob = defineJob('payments.request-refund', z.object({ order_id: id() }));

/** The sandbox tells us how an attempt ended. */
export const sendSandboxEventJob = defineJob(
  'payments.send-sandbox-event',
  z.object({ payment_id: id(), kind: z.enum(['succeeded', 'failed']), again: z.boolean().default(false) }),
);
