import { z } from 'zod';
import { OrderType } from '../generated/prisma/enums';
import { defineFact, defineJob } from '../queue';
import { id, text } from '../text';

/** An order has been paid in full. */
export const paymentsSettled = defineFact(
  'payments.settled',
  z.object({ order_id: id(), order_no: text(50), order_type: z.enum(OrderType), payment_id: id() }),
);

/** Money has been given back, by the provider's word. `full`: everything that was paid for the order. */
export const paymentsRefunded = defineFact(
  'payments.refunded',
  z.object({
    order_id: id(),
    order_no: text(50),
    order_type: z.enum(OrderType),
    payment_id: id(),
    refund_id: id(),
    full: z.boolean(),
  }),
);

export const requestOrderRefundJob = defineJob('payments.request-order-refund', z.object({ order_id: id() }));

/** `tries` counts the failures in a row up to this one. */
export const carryOutRefundJob = defineJob(
  'payments.carry-out-refund',
  z.object({ refund_id: id(), order_no: text(50), tries: z.number().int().min(1).default(1) }),
);

/** A refund has one job: what makes another one replaces it. */
export const REFUND_JOBS = 'refund:';
export const refundJobKey = (refundId: number) => REFUND_JOBS + String(refundId);

/** The sandbox tells us how an attempt ended. */
export const sendSandboxEventJob = defineJob(
  'payments.send-sandbox-event',
  z.object({ payment_id: id(), kind: z.enum(['succeeded', 'failed']), again: z.boolean().default(false) }),
);

/** A day's orders, payments and refunds are compared with what the providers say. */
export const compareBooksJob = defineJob('payments.compare-books', z.object({ run_id: id() }));
