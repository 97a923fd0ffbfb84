import { AsyncLocalStorage } from 'node:async_hooks';

/** What is known of the request being answered; lib/web/arrival.ts notes there that a page, action or route of ours has begun. */
const arrivals = (globalThis.tributaryArrivals = new AsyncLocalStorage());

/** What only Next.js reads: the call of an action, or where its router in the browser stands. */
function speaksToNext({ method, url, headers }) {
  if (url.startsWith('/api/')) return false;
  return !['GET', 'HEAD'].includes(method) || 'rsc' in headers || 'next-router-state-tree' in headers;
}

/** Whether a page elsewhere sent this, or one that does not say where it stands. */
export function isForeign({ headers: { origin, host, 'x-forwarded-host': forwarded } }) {
  if (origin === undefined) return false;
  return !URL.canParse(origin) || ![host, forwarded].includes(new URL(origin).host);
}

/**
 * Lets `handle` answer. Where Next.js answers 500 to what it alone reads, and nothing of ours has begun, it could not read
 * what was sent: that is the sender's mistake, and `refuse` answers it. What Next.js threw is in the log all the same.
 */
export function answerUnheard(request, response, handle, refuse) {
  const arrival = { isHeard: false };
  if (speaksToNext(request)) replaceFailure(response, () => !arrival.isHeard, refuse);
  return arrivals.run(arrival, () => handle(request, response));
}

function replaceFailure(response, isWanted, refuse) {
  const { writeHead, write, end, flushHeaders } = response;
  let isRefused = false;
  // What Next.js goes on to say is heard by nobody.
  const deaf = {
    writeHead: () => response,
    write: () => true,
    end: () => response,
    flushHeaders: () => undefined,
  };
  const refuses = (status) => {
    if (isRefused || response.headersSent || status !== 500 || !isWanted()) return isRefused;
    for (const name of response.getHeaderNames())
      if (/^(content-(?!security)|transfer-|etag)/.test(name)) response.removeHeader(name);
    // Past whatever has put itself in between, to compress an answer that is none any more.
    Object.assign(response, { writeHead, write, end });
    refuse();
    Object.assign(response, deaf);
    isRefused = true;
    return true;
  };
  const unlessRefused = (name, method, statusOf) =>
    function (...input) {
      return refuses(statusOf(input)) ? deaf[name]() : method.apply(response, input);
    };
  const present = () => response.statusCode;
  response.writeHead = unlessRefused('writeHead', writeHead, ([status]) => status);
  response.write = unlessRefused('write', write, present);
  response.end = unlessRefused('end', end, present);
  response.flushHeaders = unlessRefused('flushHeaders', flushHeaders, present);
}
