import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTranslator } from 'next-intl';
import { everywhere, ofApi } from './answer-headers.mjs';
import { allowedHosts, hostName, isReadable, limitBody, takeIdentity } from './incoming.mjs';
import { measured } from './measured.mjs';
import './node-version.mjs';
import './follow-parent.mjs';
import { exitOver, Problem } from './problem.mjs';
import { answerUnheard, isForeign } from './unheard.mjs';
import { addressOf, listenProblem, loadSettings, requireDatabase, root } from './settings.mjs';

const DRAIN_MS = 10_000;
const texts = ['en', 'zh-CN'].map((locale) => {
  const messages = JSON.parse(readFileSync(join(root, `messages/${locale}.json`), 'utf8'));
  return createTranslator({ locale, messages, namespace: 'errors' });
});

try {
  const settings = loadSettings();
  requireDatabase(settings);
  await serve(settings, process.argv.includes('--dev'));
} catch (error) {
  exitOver(error);
}

async function serve({ host, port }, dev) {
  process.env.NODE_ENV ??= dev ? 'development' : 'production';
  const { default: next } = await import('next');
  const app = next({ dev, dir: root, hostname: host, port });
  await app.prepare();
  const handle = app.getRequestHandler();
  const hosts = allowedHosts({ host, publicUrl: process.env.NEXTAUTH_URL, more: process.env.ALLOWED_HOSTS });
  const trustedProxies = Number(process.env.TRUSTED_PROXIES || 0);

  // lib/web/answer-straight.ts. The development server loads routes anew with every change.
  const isStraight = (request, response) => {
    if (dev || !globalThis.tributaryAnswer?.(request, response)) return false;
    for (const [name, value] of Object.entries({ ...everywhere, ...ofApi })) response.setHeader(name, value);
    return true;
  };

  const server = createServer(
    // The slowest a client may be with its headers and its whole request; connections outlive a load balancer's own 60 s.
    {
      headersTimeout: 15_000,
      requestTimeout: 60_000,
      connectionsCheckingInterval: 5_000,
      keepAliveTimeout: 65_000,
    },
    (request, response) => {
      const requestId = takeIdentity(request, trustedProxies);
      response.setHeader('X-Request-Id', requestId);
      if (!hosts.has(hostName(request.headers.host))) return refuse(request, response, 403, 'ORIGIN_REFUSED');
      if (!isReadable(request)) return refuse(request, response, 400, 'VALIDATION_ERROR');
      limitBody(request, () => refuse(request, response, 413, 'REQUEST_TOO_LARGE'));
      const unreadable = () =>
        isForeign(request)
          ? refuse(request, response, 403, 'ORIGIN_REFUSED')
          : refuse(request, response, 400, 'VALIDATION_ERROR');
      if (response.writableEnded) return;
      void measured(
        request,
        response,
        requestId,
        () => isStraight(request, response) || answerUnheard(request, response, handle, unreadable),
      );
    },
  );
  if (!dev) server.on('upgrade', (request, socket) => socket.destroy());
  server.on('error', (error) => exitOver(new Problem(listenProblem(error, { host, port }))));
  server.listen(port, host, () => console.log(`Web server ready on ${addressOf({ host, port })}`));
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stop(server, app));
}

/** Says no in the shape of the API or, elsewhere, in words, and hangs up: the rest of the request is not read. */
function refuse(request, response, status, code) {
  if (response.headersSent) return request.socket.destroy();
  const message = texts[/^\s*zh/i.test(request.headers['accept-language'] ?? '') ? 1 : 0](code, {
    field: '',
  });
  const api = request.url.startsWith('/api/');
  response.writeHead(status, {
    'Content-Type': api ? 'application/json' : 'text/plain; charset=utf-8',
    ...ofApi,
    Connection: 'close',
  });
  response.end(api ? JSON.stringify({ error_code: code, message, details: {} }) : message);
}

/** Failures that were noted and not yet written. What Next.js bundles left the way to do so behind. */
async function lastWords() {
  const last = globalThis.tributaryErrors?.last;
  if (last) await Promise.race([last(), new Promise((resolve) => setTimeout(resolve, 2_000))]);
}

// What is being answered is answered; then the connections go.
async function stop(server, app) {
  const late = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await new Promise((closed) => server.close(closed));
  clearTimeout(late);
  await lastWords();
  await app.close();
  process.exit(0);
}
