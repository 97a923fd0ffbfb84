import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * How a call of the gateway goes wrong. `hangs`: it is carried out, and never answered · `hangs_before`: neither · `hangs_up`: not
 * carried out, the line goes dead · `hangs_up_after`: carried out, the line goes dead in the middle of the answer · `fails_after`: carried out and
 * answered with 500 · `refuses`: answered with 500 without having been carried out.
 */
export type GatewayFault =
  'hangs' | 'hangs_before' | 'hangs_up' | 'hangs_up_after' | 'fails_after' | 'refuses';

type Heard = { method: string; path: string; body: string };

/** What the tests of a file have asked the sandbox's gateway, and how it is to answer next: one fault for each call. */
export const gateway = { faults: [] as GatewayFault[], heard: [] as Heard[], isDead: false };

/**
 * The sandbox's gateway over HTTP, as the product serves it, for the tests of one file. It loads what it needs when it is first
 * called: most tests never do. @param port any free one where none is asked for @returns its address
 */
export async function startGateway(port = 0) {
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  server.unref();
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function answer(request: IncomingMessage, response: ServerResponse) {
  if (gateway.isDead) return void response.destroy();
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://gateway');
  const body = await text(request);
  const method = request.method ?? '';
  gateway.heard.push({ method, path: pathname, body });
  const fault = gateway.faults.shift();
  if (fault === 'hangs_up') return void response.destroy();
  if (fault === 'hangs_before') return void (await gone(response));
  if (fault === 'refuses') return void response.writeHead(500).end('{"status":"error","code":"internal"}');
  const { answerGatewayCall } = await import('../payments/providers/sandbox-gateway');
  const { systemContext } = await import('../context');
  const said = await answerGatewayCall(systemContext('sandbox-gateway'), {
    method,
    path: pathname.slice(1).split('/').map(decodeURIComponent),
    query: searchParams,
    authorization: request.headers.authorization ?? null,
    body,
  });
  if (fault === 'hangs' || said.breaks === 'slow') return void (await gone(response));
  if (fault === 'fails_after')
    return void response.writeHead(500).end('{"status":"error","code":"internal"}');
  const json = JSON.stringify(said.body);
  response.writeHead(said.status, { 'content-type': 'application/json', 'content-length': json.length });
  if (fault !== 'hangs_up_after' && said.breaks !== 'hangs_up') return void response.end(json);
  response.write(json.slice(0, 12));
  await sleep(20);
  response.destroy();
}

/** Whoever asked does not wait any longer. */
function gone(response: ServerResponse) {
  return new Promise((resolve) => response.once('close', resolve));
}
