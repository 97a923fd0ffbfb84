'use server';

import { resolveAlert } from '@/lib/monitoring/resolve-alert';
import { retryJob } from '@/lib/monitoring/retry-job';
import { ResolveAlertInput, RetryJobInput } from '@/lib/monitoring/schema';
import { defineAction } from '@/lib/web/define-action';

export const resolveAlertAction = defineAction(ResolveAlertInput, resolveAlert);
export const retryJobAction = defineAction(RetryJobInput, retryJob);
