import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export type Heard = { path: string; query: URLSearchParams; headers: IncomingHttpHeaders; body: string };
type Play = (heard: Heard, response: ServerResponse) => unknown;

/**
 * A chat or a webhook of another house, over HTTP. It answers what `usual` says; `play` makes it misbehave, one act for each
 * request that comes in, after which it is itself again.
 */
export async function startChannelServer(usual: Play = says(200, 'ok')) {
  const heard: Heard[] = [];
  const acts: Play[] = [];

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const one = { path: pathname, query: searchParams, headers: request.headers, body: await text(request) };
    heard.push(one);
    await (acts.shift() ?? usual)(one, response);
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    play: (...next: Play[]) => acts.push(...next),
    forget: () => {
      heard.length = 0;
      acts.length = 0;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

export function says(status: number, body = '', headers: Record<string, string> = {}): Play {
  return (_, response) => response.writeHead(status, headers).end(body);
}
