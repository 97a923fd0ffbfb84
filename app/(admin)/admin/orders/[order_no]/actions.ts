'use server';

import { getAnyCodeOrder } from '@/lib/codes/get-any-code-order';
import { rerunIssue } from '@/lib/codes/rerun-issue';
import { CodeOrderParams } from '@/lib/codes/schema';
import { cancelOrder } from '@/lib/orders/cancel-order';
import { CancelOrderInput } from '@/lib/orders/schema';
import { defineAction } from '@/lib/web/define-action';

export const readOrderAction = defineAction(CodeOrderParams, getAnyCodeOrder);
export const rerunIssueAction = defineAction(CodeOrderParams, rerunIssue);
export const cancelOrderAction = defineAction(CancelOrderInput.extend(CodeOrderParams.shape), cancelOrder);
