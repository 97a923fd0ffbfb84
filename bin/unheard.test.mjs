import { createServer } from 'node:http';
import { createGzip } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { isHeard, noteHeard } from '../lib/web/arrival';
import { answerUnheard, isForeign } from './unheard.mjs';

let server;
afterEach(() => server?.close());

/** Asks a server whose own code fails as `handle` does. */
async function ask(handle, { path = '/orders', method = 'POST', headers = {} } = {}) {
  server = createServer((request, response) => {
    const refuse = () => response.writeHead(400, { 'content-type': 'text/plain' }).end('not readable');
    void answerUnheard(request, response, handle, refuse);
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const answer = await fetch(`http://127.0.0.1:${server.address().port}${path}`, { method, headers });
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
}

const REFUSED = { status: 400, type: 'text/plain', text: 'not readable' };
const FAILED = { status: 500, text: 'failed' };

/** The ways in which a server says 500. */
const FAILURES = {
  'at once': (_, response) => response.writeHead(500, { 'content-length': 6 }).end('failed'),
  'by its status': (_, response) => Object.assign(response, { statusCode: 500 }).end('failed'),
  'bit by bit': (_, response) => {
    response.statusCode = 500;
    response.setHeader('content-encoding', 'identity');
    response.write('fai');
    setImmediate(() => response.end('led'));
  },
};

describe.each(Object.entries(FAILURES))('a failure that is told %s', (_, fail) => {
  it('is the sender’s when nothing of ours has begun', async () => {
    expect(await ask(fail)).toEqual(REFUSED);
    expect(await ask(fail, { method: 'GET', headers: { rsc: '1' } })).toEqual(REFUSED);
  });

  it('is ours when something of ours has begun, however deep inside', async () => {
    const heard = async (request, response) => {
      await new Promise((later) => setTimeout(later, 1));
      noteHeard();
      fail(request, response);
    };
    expect(await ask(heard)).toMatchObject(FAILED);
    expect(await ask(heard, { method: 'GET', headers: { rsc: '1' } })).toMatchObject(FAILED);
  });

  it('is ours where nothing came that only Next.js reads', async () => {
    expect(await ask(fail, { method: 'GET' })).toMatchObject(FAILED);
    expect(await ask(fail, { path: '/api/v1/plans' })).toMatchObject(FAILED);
  });
});

it('what stands in between to compress an answer does not spoil the refusal', async () => {
  const compressing = (_, response) => {
    const { write, end } = response;
    const gzip = createGzip();
    gzip.on('data', (chunk) => write.call(response, chunk)).on('end', () => end.call(response));
    response.end = (text) => gzip.end(text);
    response.setHeader('content-encoding', 'gzip');
    Object.assign(response, { statusCode: 500 }).end('failed');
  };
  expect(await ask(compressing)).toEqual(REFUSED);
});

it('another answer than a failure is left alone, and each request is one of its own', async () => {
  const fine = (_, response) => {
    const before = isHeard();
    noteHeard();
    response.end(`${before} ${isHeard()}`);
  };
  expect(await ask(fine)).toMatchObject({ status: 200, text: 'false true' });
  server.close();
  expect(await ask(fine)).toMatchObject({ status: 200, text: 'false true' });
  expect(isHeard()).toBe(true);
});

describe('who sent it', () => {
  it.each([
    ['our own page', { host: 'shop.example', origin: 'https://shop.example' }, false],
    ['nobody says', { host: 'shop.example' }, false],
    [
      'a name that a proxy was asked for',
      { host: 'web-7', 'x-forwarded-host': 'a.b', origin: 'https://a.b' },
      false,
    ],
    ['a page elsewhere', { host: 'shop.example', origin: 'https://evil.example' }, true],
    ['a page without an origin', { host: 'shop.example', origin: 'null' }, true],
    ['no origin at all', { host: 'shop.example', origin: 'http://' }, true],
  ])('%s', (_, headers, foreign) => expect(isForeign({ headers })).toBe(foreign));
});
