import { AsyncLocalStorage } from 'node:async_hooks';

// Next.js bundles the product apart from this file; what both need is on the global object.
const requests = (globalThis.tributaryRequests ??= new AsyncLocalStorage());

/** Runs `work` on behalf of a request: what happens deep down knows its id, and its answer is measured. */
export function measured(request, response, requestId, work) {
  const began = performance.now();
  const route = kindOf(request);
  if (route) {
    response.once('finish', () => {
      const answered = { method: request.method, route, status: response.statusCode };
      globalThis.tributaryMeasure?.(answered, performance.now() - began);
    });
  }
  return requests.run(requestId, work);
}

/** What is measured together; undefined for routes, which measure themselves and know their templates. */
export function kindOf({ method, url, headers }) {
  if (/^\/(api|brand-logo)\//.test(url)) return undefined;
  if (/^\/(_next|theme)\/|^\/[^/?]+\.[a-z]+(\?|$)/.test(url)) return 'static';
  return method === 'POST' || headers['next-action'] ? 'action' : 'page';
}
