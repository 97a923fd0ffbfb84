import { getSummary } from '@/lib/reports/get-summary';
import { defineRoute } from '@/lib/web/define-route';

export const GET = defineRoute({ who: 'user', run: (ctx) => getSummary(ctx, 'me') });
