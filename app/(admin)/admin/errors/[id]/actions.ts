'use server';

import { resolveError } from '@/lib/monitoring/resolve-error';
import { ResolveErrorInput } from '@/lib/monitoring/schema';
import { defineAction } from '@/lib/web/define-action';

export const resolveErrorAction = defineAction(ResolveErrorInput, resolveError);
