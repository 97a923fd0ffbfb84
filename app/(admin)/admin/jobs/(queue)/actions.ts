'use server';

import { retryFailedJobs } from '@/lib/monitoring/retry-failed-jobs';
import { retryJob } from '@/lib/monitoring/retry-job';
import { RetryFailedJobsInput, RetryJobInput } from '@/lib/monitoring/schema';
import { defineAction } from '@/lib/web/define-action';

export const retryJobAction = defineAction(RetryJobInput, retryJob);
export const retryFailedJobsAction = defineAction(RetryFailedJobsInput, retryFailedJobs);
