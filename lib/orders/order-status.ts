import { defineStatus } from '../status';
import type { FulfillmentStatus, OrderPaymentStatus, OrderStatus } from '../generated/prisma/enums';

/**
 * Staff move orders; a payment confirms an order of codes; fulfilment completes. Orders that are not delivered complete
 * from CONFIRMED. What has been delivered is given back by a refund, never by cancelling.
 */
export const orderStatus = defineStatus<OrderStatus>('order', {
  PENDING: ['CONFIRMED', 'CANCELLED'],
  CONFIRMED: ['SHIPPED', 'COMPLETED', 'CANCELLED'],
  SHIPPED: ['DELIVERED', 'CANCELLED'],
  DELIVERED: ['COMPLETED'],
  COMPLETED: [],
  CANCELLED: [],
});

/** Follows from the order's payments and refunds; nobody moves it by hand. */
export const orderPaymentStatus = defineStatus<OrderPaymentStatus>('order_payment', {
  UNPAID: ['PAID'],
  PAID: ['PARTIALLY_REFUNDED', 'REFUNDED'],
  PARTIALLY_REFUNDED: ['REFUNDED'],
  REFUNDED: [],
});

/** The worker moves it for codes, and an admin may run a failed one again; other orders complete with their last step. */
export const fulfillmentStatus = defineStatus<FulfillmentStatus>('fulfillment', {
  PENDING: ['PROCESSING', 'COMPLETED'],
  PROCESSING: ['COMPLETED', 'FAILED'],
  FAILED: ['PROCESSING'],
  COMPLETED: [],
});
