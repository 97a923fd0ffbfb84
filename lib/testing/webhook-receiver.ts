import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

/** What came in, and which of the secrets it was signed with. */
export type Received = {
  id: string;
  timestamp: string;
  signature: string;
  body: { id: string; type: string; version: number; created_at: string; data: Record<string, unknown> };
  verifiedBy: (secret: string) => boolean;
};

type Play = (received: Received, response: ServerResponse) => unknown;

/** The server of a distributor, on this machine. Takes everything, except as often as `play` makes it misbehave. */
export async function startReceiver() {
  const received: Received[] = [];
  const acts: Play[] = [];
  let always: Play | undefined;
  const server = createServer((request, response) => {
    void (async () => {
      const raw = await text(request);
      const header = (name: string) => String(request.headers[name]);
      const headers = Object.fromEntries(
        ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => [name, header(name)]),
      );
      const one: Received = {
        id: header('webhook-id'),
        timestamp: header('webhook-timestamp'),
        signature: header('webhook-signature'),
        body: JSON.parse(raw) as Received['body'],
        verifiedBy: (secret) => {
          try {
            new Webhook(secret).verify(raw, headers);
            return true;
          } catch {
            return false;
          }
        },
      };
      received.push(one);
      await (acts.shift() ?? always)?.(one, response);
      if (!response.writableEnded && !response.destroyed) response.end('thank you');
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    /** One act for each of the next requests. */
    play: (...next: Play[]) => acts.push(...next),
    /** From now on, until it is told otherwise. */
    playAlways: (act?: Play) => (always = act),
    forget: () => {
      received.length = 0;
      acts.length = 0;
      always = undefined;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

export const answers =
  (status: number, body = ''): Play =>
  (_, response) =>
    response.writeHead(status).end(body);
