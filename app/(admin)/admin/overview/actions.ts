'use server';

import { rerunIssue } from '@/lib/codes/rerun-issue';
import { CodeOrderParams } from '@/lib/codes/schema';
import { resolveAlert } from '@/lib/monitoring/resolve-alert';
import { retryFailedJobs } from '@/lib/monitoring/retry-failed-jobs';
import { ResolveAlertInput, RetryFailedJobsInput } from '@/lib/monitoring/schema';
import { approveRefund } from '@/lib/payments/approve-refund';
import { rejectRefund } from '@/lib/payments/reject-refund';
import { requestComparison } from '@/lib/payments/request-comparison';
import { retryRefund } from '@/lib/payments/retry-refund';
import { RefundInput, RejectRefundInput, RequestComparisonInput } from '@/lib/payments/schema';
import { defineAction } from '@/lib/web/define-action';

export const rerunIssueAction = defineAction(CodeOrderParams, rerunIssue);
export const resolveAlertAction = defineAction(ResolveAlertInput, resolveAlert);
export const retryFailedJobsAction = defineAction(RetryFailedJobsInput, retryFailedJobs);
export const approveRefundAction = defineAction(RefundInput, approveRefund);
export const rejectRefundAction = defineAction(RejectRefundInput, rejectRefund);
export const retryRefundAction = defineAction(RefundInput, retryRefund);
export const requestComparisonAction = defineAction(RequestComparisonInput, requestComparison);
