import { EVENT_LIMIT, receiveEvent } from '@/lib/payments/receive-event';
import { ProviderParams } from '@/lib/payments/schema';
import { answeredStraight } from '@/lib/web/answer-straight';
import { defineRoute } from '@/lib/web/define-route';
import { rawBody } from '@/lib/web/json-body';
import { otherMethods } from '@/lib/web/other-methods';
import { clientIp } from '@/lib/web/session';

const PLAIN = { headers: { 'content-type': 'text/plain; charset=utf-8' } };

/** Answers as the provider's protocol asks; only refusals have our own shape. */
const receive = defineRoute({
  who: 'public',
  params: ProviderParams,
  run: async (ctx, { params: { provider }, request }) => {
    const accepted = await receiveEvent(
      { ...ctx, actor: { kind: 'provider', provider } },
      {
        provider,
        rawBody: await rawBody(request, EVENT_LIMIT),
        headers: request.headers,
        ip: clientIp(request.headers),
      },
    );
    return typeof accepted === 'string' ? new Response(accepted, PLAIN) : accepted;
  },
});

/** Providers call it in bursts. */
export const POST = answeredStraight('POST', /^\/api\/v1\/payments\/(?<provider>[a-z]+)\/notify$/, receive);

export const { GET, PUT, PATCH, DELETE } = otherMethods('POST');
