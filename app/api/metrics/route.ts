import { systemContext } from '@/lib/context';
import { readMetrics } from '@/lib/monitoring/read-metrics';
import { defineRoute } from '@/lib/web/define-route';
import { assertMetricsToken } from '@/lib/web/metrics-token';
import { otherMethods } from '@/lib/web/other-methods';

export const GET = defineRoute({
  who: 'public',
  run: async ({ requestId }, { request }) => {
    assertMetricsToken(request.headers);
    const { type, text } = await readMetrics(systemContext('metrics', requestId));
    return new Response(text, { headers: { 'Content-Type': type } });
  },
});
export const { POST, PUT, PATCH, DELETE } = otherMethods('GET');
