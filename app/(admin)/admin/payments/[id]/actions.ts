'use server';

import { previewRefund } from '@/lib/payments/preview-refund';
import { requestRefund } from '@/lib/payments/request-refund';
import { PreviewRefundInput, RequestRefundInput } from '@/lib/payments/schema';
import { defineAction } from '@/lib/web/define-action';

export const previewRefundAction = defineAction(PreviewRefundInput, previewRefund);
export const requestRefundAction = defineAction(RequestRefundInput, requestRefund);
