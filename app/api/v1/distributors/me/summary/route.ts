import { getSummary } from '@/lib/reports/get-summary';
import { defineRoute } from '@/lib/web/define-route';
import { otherMethods } from '@/lib/web/other-methods';

export const GET = defineRoute({ who: 'user', run: (ctx) => getSummary(ctx, 'me') });

export const { POST, PUT, PATCH, DELETE } = otherMethods('GET');
