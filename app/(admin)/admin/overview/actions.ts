'use server';

import { rerunIssue } from '@/lib/codes/rerun-issue';
import { CodeOrderParams } from '@/lib/codes/schema';
import { resolveAlert } from '@/lib/monitoring/resolve-alert';
import { retryFailedJobs } from '@/lib/monitoring/retry-failed-jobs';
import { ResolveAlertInput, RetryFailedJobsInput } from '@/lib/monitoring/schema';
import { defineAction } from '@/lib/web/define-action';

export const rerunIssueAction = defineAction(CodeOrderParams, rerunIssue);
export const resolveAlertAction = defineAction(ResolveAlertInput, resolveAlert);
export const retryFailedJobsAction = defineAction(RetryFailedJobsInput, retryFailedJobs);
