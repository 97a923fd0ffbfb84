'use server';

import { requestComparison } from '@/lib/payments/request-comparison';
import { RequestComparisonInput } from '@/lib/payments/schema';
import { defineAction } from '@/lib/web/define-action';

export const requestComparisonAction = defineAction(RequestComparisonInput, requestComparison);
