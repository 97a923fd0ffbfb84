import { NextRequest } from 'next/server';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { logError } from '../log';

type Handler = (request: NextRequest, context: { params: Promise<unknown> }) => Promise<Response>;

/** A route that is nobody's in particular, needs nothing of Next.js, and is called many times a second. */
export type StraightRoute = { method: string; path: RegExp; handler: Handler };

// Next.js bundles the product apart from bin/web.mjs; what both need is on the global object.
const kept = globalThis as {
  tributaryAnswer?: (request: IncomingMessage, response: ServerResponse) => boolean;
};

/**
 * Lets bin/web.mjs answer these routes itself: the same handler with the same request, without the way through Next.js, which
 * costs as much as all the rest of it. What is not exactly such a path goes that way all the same.
 */
export function answerStraight(routes: StraightRoute[]) {
  kept.tributaryAnswer = (request, response) => {
    const { method, url = '' } = request;
    for (const route of routes) {
      const params = route.method === method ? route.path.exec(url)?.groups : undefined;
      if (!params) continue;
      void answer(route.handler, params, request, response);
      return true;
    }
    return false;
  };
}

async function answer(
  handler: Handler,
  params: Record<string, string>,
  request: IncomingMessage,
  response: ServerResponse,
) {
  try {
    const answered = await handler(asRequest(request), { params: Promise.resolve(params) });
    const body = await answered.text();
    // Refused meanwhile, for the size of its body.
    if (response.headersSent) return;
    response.writeHead(answered.status, Object.fromEntries(answered.headers)).end(body);
  } catch (error) {
    logError(error, { event: 'request_failed', path: request.url });
    response.destroy();
  }
}

function asRequest(request: IncomingMessage) {
  const { method, url = '/', headers } = request;
  const given = new Headers();
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) given.set(name, Array.isArray(value) ? value.join(', ') : value);
  return new NextRequest(`http://${headers.host ?? 'localhost'}${url}`, {
    method,
    headers: given,
    // What is sent is read as it comes.
    body: request as unknown as BodyInit,
    duplex: 'half',
  });
}
