'use server';

import { resolveAlert } from '@/lib/monitoring/resolve-alert';
import { ResolveAlertInput } from '@/lib/monitoring/schema';
import { defineAction } from '@/lib/web/define-action';

export const resolveAlertAction = defineAction(ResolveAlertInput, resolveAlert);
