import { NextRequest } from 'next/server';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { logError } from '../log';

type Handler = (request: NextRequest, context: { params: Promise<unknown> }) => Promise<Response>;

type Route = { method: string; path: RegExp; handler: Handler };

// Next.js bundles the product apart from bin/web.mjs; what both need is on the global object.
const kept = globalThis as {
  tributaryRoutes?: Map<string, Route>;
  tributaryAnswer?: (request: IncomingMessage, response: ServerResponse) => boolean;
};

/**
 * Lets bin/web.mjs answer a route itself from its second call on: the same handler with the same request, without the way through
 * Next.js, which costs two thirds of all the rest. For routes that are nobody's in particular and need nothing of Next.js.
 * @param path the whole address, its parameters as named groups; what is not exactly this goes through Next.js all the same
 * @returns the handler, for Next.js
 */
export function answeredStraight<H extends Handler>(method: string, path: RegExp, handler: H): H {
  const routes = (kept.tributaryRoutes ??= new Map<string, Route>());
  routes.set(`${method} ${path.source}`, { method, path, handler });
  kept.tributaryAnswer = (request, response) => {
    for (const route of routes.values()) {
      const params = route.method === request.method ? route.path.exec(request.url ?? '')?.groups : undefined;
      if (!params) continue;
      void answer(route.handler, params, request, response);
      return true;
    }
    return false;
  };
  return handler;
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
