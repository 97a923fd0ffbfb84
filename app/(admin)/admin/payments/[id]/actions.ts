'use server';

import { approveRefund } from '@/lib/payments/approve-refund';
import { previewRefund } from '@/lib/payments/preview-refund';
import { rejectRefund } from '@/lib/payments/reject-refund';
import { requestRefund } from '@/lib/payments/request-refund';
import { retryRefund } from '@/lib/payments/retry-refund';
import {
  PreviewRefundInput,
  RefundInput,
  RejectRefundInput,
  RequestRefundInput,
} from '@/lib/payments/schema';
import { defineAction } from '@/lib/web/define-action';

export const previewRefundAction = defineAction(PreviewRefundInput, previewRefund);
export const requestRefundAction = defineAction(RequestRefundInput, requestRefund);
export const approveRefundAction = defineAction(RefundInput, approveRefund);
export const rejectRefundAction = defineAction(RejectRefundInput, rejectRefund);
export const retryRefundAction = defineAction(RefundInput, retryRefund);
