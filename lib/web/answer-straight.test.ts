import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { logError } from '../log';
import { answeredStraight } from './answer-straight';
import { defineRoute } from './define-route';
import { rawBody } from './json-body';

vi.mock('../log', { spy: true });

type Answers = (request: IncomingMessage, response: ServerResponse) => boolean;
const kept = globalThis as { tributaryAnswer?: Answers };

/** Tells back what it was called with. */
const echo = defineRoute({
  who: 'public',
  run: async (ctx, { request }) => ({
    path: request.nextUrl.pathname,
    said: Buffer.from(await rawBody(request, 100)).toString('base64'),
    signature: request.headers.get('webhook-signature'),
    request_id: ctx.requestId,
  }),
});
const path = /^\/things\/(?<name>[a-z]+)$/;
const params = async (_request: unknown, given: { params: Promise<unknown> }) =>
  new Response(JSON.stringify(await given.params), { status: 202, headers: { 'x-own': 'yes' } });

/** A server that answers this route, and 418 whatever is none of it. */
async function serving(handler: Parameters<typeof answeredStraight>[2]) {
  answeredStraight('POST', path, handler);
  const server = createServer((request, response) => {
    if (!kept.tributaryAnswer!(request, response)) response.writeHead(418).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

const closing: (() => unknown)[] = [];
beforeEach(() => vi.clearAllMocks());
afterEach(() => closing.splice(0).forEach((close) => close()));

const post = (port: number, where: string, more: RequestInit = {}) =>
  fetch(`http://127.0.0.1:${port}${where}`, { method: 'POST', ...more });

test('a route gets what was sent, byte for byte, and answers as it does through Next.js', async () => {
  const port = await serving(echo);
  const body = Buffer.from([0, 1, 0xff, 0x0a]);
  const headers = { 'webhook-signature': 'v1,abc', 'x-request-id': 'request-7' };
  const answer = await post(port, '/things/one', { body, headers });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('x-request-id')).toBe('request-7');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('content-type')).toBe('application/json');
  expect(await answer.json()).toEqual({
    path: '/things/one',
    said: body.toString('base64'),
    signature: 'v1,abc',
    request_id: 'request-7',
  });
});

test('it gets what its path says, and says what else it wants to', async () => {
  const port = await serving(params);
  const answer = await post(port, '/things/two');
  expect([answer.status, answer.headers.get('x-own'), await answer.json()]).toEqual([
    202,
    'yes',
    { name: 'two' },
  ]);
});

test.each(['/things/two/', '/things/TWO', '/things/two?a=1', '/things/%74wo', '/things/', '//things/two'])(
  '%s is none of it',
  async (where) => {
    const port = await serving(params);
    expect((await post(port, where)).status).toBe(418);
  },
);

test('neither is another method', async () => {
  const port = await serving(params);
  expect((await post(port, '/things/two', { method: 'PUT' })).status).toBe(418);
});

test('what is too large is refused before all of it has come', async () => {
  const port = await serving(echo);
  const call = httpRequest({ port, host: '127.0.0.1', path: '/things/one', method: 'POST', agent: false });
  call.write('x'.repeat(200));
  const [answer] = (await once(call, 'response')) as [IncomingMessage];
  expect(answer.statusCode).toBe(413);
  expect(JSON.parse(await text(answer))).toMatchObject({ error_code: 'REQUEST_TOO_LARGE' });
  call.destroy();
});

test('a sender who breaks off ends nothing but the own call', async () => {
  const port = await serving(echo);
  const headers = { 'content-length': 50 };
  const call = httpRequest({
    port,
    host: '127.0.0.1',
    path: '/things/one',
    method: 'POST',
    agent: false,
    headers,
  });
  call.on('error', () => undefined);
  call.write('half');
  await vi.waitFor(() => expect(call.writableLength).toBe(0));
  call.destroy();
  expect((await post(port, '/things/one', { body: 'whole' })).status).toBe(200);
  expect(logError).not.toHaveBeenCalled();
});

test('a handler that breaks down is written down and hangs up', async () => {
  const handler = () => Promise.reject(new Error('broken'));
  const port = await serving(handler);
  await expect(post(port, '/things/one')).rejects.toThrow('fetch failed');
  expect(logError).toHaveBeenCalledOnce();
});

test('who was refused meanwhile is not answered twice', async () => {
  answeredStraight('POST', path, params);
  const server = createServer((request, response) => {
    kept.tributaryAnswer!(request, response);
    response.writeHead(413).end('too large');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => server.close());
  const answer = await post((server.address() as AddressInfo).port, '/things/one');
  expect([answer.status, await answer.text()]).toEqual([413, 'too large']);
  expect(logError).not.toHaveBeenCalled();
});
