import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { UnauthenticatedError } from '@/lib/errors';
import { enabledProvider } from '@/lib/payments/payment-providers';
import { answerGatewayCall, SLOW_MS } from '@/lib/payments/providers/sandbox-gateway';
import { defineRoute } from '@/lib/web/define-route';
import { rawBody } from '@/lib/web/json-body';
import { otherMethods } from '@/lib/web/other-methods';

const MOST_BYTES = 65_536;

/** The sandbox's gateway, as a house of its own would serve it: its answers have its own form. */
const call = defineRoute({
  who: 'public',
  params: z.object({ call: z.array(z.string().max(200)).max(3) }),
  run: async (ctx, { params, request }) => {
    enabledProvider('sandbox');
    const { status, body, breaks } = await answerGatewayCall(ctx, {
      method: request.method,
      path: params.call,
      query: request.nextUrl.searchParams,
      authorization: request.headers.get('authorization'),
      body: Buffer.from(await rawBody(request, MOST_BYTES)).toString(),
    });
    if (status === 401) throw new UnauthenticatedError('not the key of the sandbox');
    if (breaks === 'slow') await sleep(SLOW_MS);
    if (breaks === 'hangs_up') return new Response(brokenOff(), { status });
    return Response.json(body, { status });
  },
});

export { call as GET, call as POST };
export const { PUT, PATCH, DELETE } = otherMethods('GET', 'POST');

/** Begins to answer and goes. */
function brokenOff() {
  return new ReadableStream({
    start: (answer) => answer.enqueue(new TextEncoder().encode('{"status":')),
    // By this name Next.js knows that nothing has failed.
    pull: (answer) =>
      answer.error(new DOMException('the sandbox hangs up, as it was asked to', 'AbortError')),
  });
}
