import { createServer, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import {
  allowedHosts,
  clientAddress,
  hostName,
  isReadable,
  LARGEST_BODY,
  limitBody,
  takeIdentity,
} from './incoming.mjs';

describe('the address of the client', () => {
  it.each([
    ['a claim of the client is not believed', '1.1.1.1', '10.0.0.9', 0, '10.0.0.9'],
    ['nothing claimed', undefined, '::ffff:10.0.0.9', 0, '10.0.0.9'],
    ['one proxy: what it saw', '1.1.1.1, 2.2.2.2', '10.0.0.9', 1, '2.2.2.2'],
    ['two proxies', '1.1.1.1, 2.2.2.2', '10.0.0.9', 2, '1.1.1.1'],
    ['fewer hops than proxies', '2.2.2.2', '10.0.0.9', 3, '2.2.2.2'],
    ['a port beside it', '2.2.2.2:4711', '10.0.0.9', 1, '2.2.2.2'],
    ['version 6 with a port', '[2001:db8::1]:4711', '10.0.0.9', 1, '2001:db8::1'],
    ['no address at all', 'unknown', '10.0.0.9', 1, '10.0.0.9'],
  ])('%s', (_, forwarded, socket, proxies, expected) => {
    expect(clientAddress(forwarded, socket, proxies)).toBe(expected);
  });
});

describe('what is asked for', () => {
  it.each([
    ['/orders/ORD1?q=%FF', 'GET', true],
    ['/r/%E4%B8%AD', 'HEAD', true],
    ['/r/%FF', 'GET', false],
    ['/api/v1/orders/%zz/cancel', 'POST', false],
    ['/r/%ED%A0%80', 'GET', false],
    ['http://elsewhere.example/', 'GET', false],
    ['*', 'OPTIONS', false],
    ['/', 'TRACE', false],
  ])('%s by %s can be read: %s', (url, method, readable) => {
    expect(isReadable({ url, method })).toBe(readable);
  });
});

describe('what a client says about itself', () => {
  const said = (headers) => ({ headers, socket: { remoteAddress: '10.0.0.9' } });

  it('is dropped when there is no proxy to have said it', () => {
    const incoming = said({
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      'x-real-ip': '1.1.1.1',
    });
    takeIdentity(incoming, 0);
    expect(Object.keys(incoming.headers).sort()).toEqual(['x-forwarded-for', 'x-request-id']);
  });

  it('keeps a request id that can be stored, and replaces any other', () => {
    expect(takeIdentity(said({ 'x-request-id': 'trace-4711-abcd' }), 0)).toBe('trace-4711-abcd');
    for (const bad of ['', 'a b', 'x'.repeat(81), 'é'.repeat(10), "'; drop--"])
      expect(takeIdentity(said({ 'x-request-id': bad }), 0)).toMatch(/^[0-9a-f-]{36}$/);
  });
});

it('answers to its own names only', () => {
  const hosts = allowedHosts({
    host: '127.0.0.1',
    publicUrl: 'https://shop.example',
    more: 'a.example, B.example',
  });
  for (const name of [
    'localhost:3000',
    '127.0.0.1',
    '[::1]:3000',
    'SHOP.example',
    'a.example:80',
    'b.example',
  ])
    expect(hosts.has(hostName(name))).toBe(true);
  for (const name of ['evil.example', '', undefined, 'localhost.evil.example', '10.0.0.1'])
    expect(hosts.has(hostName(name))).toBe(false);
});

describe('a body that is too large', () => {
  let server;
  afterEach(() => server.close());

  // Answers with the number of bytes that reached it, or 413.
  async function send(chunks, headers = {}) {
    server = createServer((incoming, answer) => {
      limitBody(incoming, () => answer.writeHead(413, { connection: 'close' }).end());
      let bytes = 0;
      incoming.on('data', (chunk) => (bytes += chunk.length));
      incoming.on('end', () => answer.headersSent || answer.end(String(bytes)));
    });
    await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
    return new Promise((resolve, reject) => {
      const call = request({ port: server.address().port, host: '127.0.0.1', method: 'POST', headers });
      call.on('response', (answer) => resolve(text(answer).then((body) => [answer.statusCode, body])));
      call.on('error', reject);
      for (const chunk of chunks) call.write(chunk);
      call.end();
    });
  }

  it('passes up to the limit, to the byte', async () => {
    expect(await send([Buffer.alloc(LARGEST_BODY - 1), Buffer.alloc(1)])).toEqual([
      200,
      String(LARGEST_BODY),
    ]);
  });

  it('is refused by what it says', async () => {
    expect(await send([Buffer.alloc(10)], { 'content-length': LARGEST_BODY + 1 })).toEqual([413, '']);
  });

  it('is refused by what it proves to be, though it said nothing', async () => {
    expect(await send([Buffer.alloc(LARGEST_BODY), Buffer.alloc(1)])).toEqual([413, '']);
  });
});
