'use server';

import { approveRefund } from '@/lib/payments/approve-refund';
import { rejectRefund } from '@/lib/payments/reject-refund';
import { retryRefund } from '@/lib/payments/retry-refund';
import { RefundInput, RejectRefundInput } from '@/lib/payments/schema';
import { defineAction } from '@/lib/web/define-action';

export const approveRefundAction = defineAction(RefundInput, approveRefund);
export const rejectRefundAction = defineAction(RejectRefundInput, rejectRefund);
export const retryRefundAction = defineAction(RefundInput, retryRefund);
