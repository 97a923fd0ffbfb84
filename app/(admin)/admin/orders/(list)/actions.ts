'use server';

import { getAnyCodeOrder } from '@/lib/codes/get-any-code-order';
import { CodeOrderParams } from '@/lib/codes/schema';
import { defineAction } from '@/lib/web/define-action';

export const readOrderAction = defineAction(CodeOrderParams, getAnyCodeOrder);
