import { EVENT_LIMIT, receiveEvent } from '@/lib/payments/receive-event';
import { ProviderParams } from '@/lib/payments/schema';
import { defineRoute } from '@/lib/web/define-route';
import { rawBody } from '@/lib/web/json-body';
import { otherMethods } from '@/lib/web/other-methods';
import { clientIp } from '@/lib/web/session';

/** Answers as the provider's protocol asks; only refusals have our own shape. */
export const POST = defineRoute({
  who: 'public',
  params: ProviderParams,
  run: async (ctx, { params: { provider }, request }) =>
    receiveEvent(
      { ...ctx, actor: { kind: 'provider', provider } },
      {
        provider,
        rawBody: await rawBody(request, EVENT_LIMIT),
        headers: request.headers,
        ip: clientIp(request.headers),
      },
    ),
});

export const { GET, PUT, PATCH, DELETE } = otherMethods('POST');
