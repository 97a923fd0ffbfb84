import { EVENT_LIMIT, receiveEvent } from '@/lib/payments/receive-event';
import { ProviderParams } from '@/lib/payments/schema';
import { defineRoute } from '@/lib/web/define-route';
import { rawBody } from '@/lib/web/json-body';
import { otherMethods } from '@/lib/web/other-methods';
import { clientIp } from '@/lib/web/session';

const PLAIN = { headers: { 'content-type': 'text/plain; charset=utf-8' } };

/** Answers as the provider's protocol asks; only refusals have our own shape. */
export const POST = defineRoute({
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

export const { GET, PUT, PATCH, DELETE } = otherMethods('POST');
