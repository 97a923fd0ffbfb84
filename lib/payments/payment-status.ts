import { defineStatus } from '../status';
import type { PaymentStatus, RefundStatus } from '../generated/prisma/enums';

/**
 * Only a provider's signed word moves a payment. A success always wins, even over a failure told before; a failure moves
 * only what is still open. REFUNDING goes back when the refund failed or was a part.
 */
export const paymentStatus = defineStatus<PaymentStatus>('payment', {
  PENDING: ['COMPLETED', 'FAILED', 'TIMEOUT'],
  TIMEOUT: ['COMPLETED', 'FAILED'],
  FAILED: ['COMPLETED'],
  COMPLETED: ['REFUNDING'],
  REFUNDING: ['REFUNDED', 'COMPLETED'],
  REFUNDED: [],
});

/** The attempts whose end is not known yet: paying twice is still possible. */
export const OPEN_PAYMENT = paymentStatus.sourcesOf('FAILED');

/** The attempts that nobody has told a success of. */
export const UNPAID_ATTEMPT: readonly PaymentStatus[] = [...OPEN_PAYMENT, 'FAILED'];

/** Where the money has come, whatever became of it afterwards. An order has one such payment at most. */
export const EFFECTIVE_PAYMENT: readonly PaymentStatus[] = ['COMPLETED', 'REFUNDING', 'REFUNDED'];

/**
 * Admins move refunds; above a limit a second one has to agree. A provider's word that a refund was carried out wins over
 * a failure told before.
 */
export const refundStatus = defineStatus<RefundStatus>('refund', {
  REQUESTED: ['AWAITING_APPROVAL', 'PROCESSING'],
  AWAITING_APPROVAL: ['PROCESSING', 'REJECTED'],
  PROCESSING: ['SUCCEEDED', 'FAILED'],
  FAILED: ['PROCESSING', 'SUCCEEDED'],
  SUCCEEDED: [],
  REJECTED: [],
});
