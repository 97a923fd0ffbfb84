import { expect, test } from '@playwright/test';
import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { addressOf, filesOfApp } from '../lib/testing/files-of-app';
import { appUrl } from './app-under-test';

type Sent = {
  method?: string;
  path: string;
  headers?: OutgoingHttpHeaders;
  body?: string | Buffer;
  unfinished?: boolean;
};
type Answer = { status: number; headers: IncomingHttpHeaders; body: string };

/** Sends exactly this, as no browser would; `unfinished`: the end of the body is held back until there is an answer. */
function send({ method = 'GET', path, headers = {}, body = '', unfinished = false }: Sent): Promise<Answer> {
  const { hostname, port } = new URL(appUrl());
  return new Promise((resolve, reject) => {
    const call = request({ hostname, port, method, path, headers, agent: false, timeout: 20_000 });
    call.on('response', (answer) => {
      text(answer).then(
        (said) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: said }),
        reject,
      );
      answer.on('end', () => call.destroy());
    });
    call.on('timeout', () => call.destroy(new Error(`no answer to ${method} ${path}`)));
    call.on('error', reject);
    call.write(body);
    if (!unfinished) call.end();
  });
}

const ours = () => ({ origin: appUrl() });
const multipart = { 'content-type': 'multipart/form-data; boundary=x' };
const field = (name: string, value: string) =>
  `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

/** The name under which the form of a page calls its action. */
async function actionOf(path: string) {
  const { body } = await send({ path });
  const [, id] = /id&quot;:&quot;([0-9a-f]{42})&quot;/.exec(body) ?? [];
  if (!id) throw new Error(`${path} has no form that works without scripts`);
  return id;
}

test('the call of an action that cannot be read is refused, and is no failure', async () => {
  const id = await actionOf('/forgot-password');
  const call = (body: string, headers: OutgoingHttpHeaders = {}) =>
    send({
      method: 'POST',
      path: '/forgot-password',
      headers: { ...ours(), 'next-action': id, 'content-type': 'text/plain;charset=UTF-8', ...headers },
      body,
    });
  const unreadable = [
    '{not json}',
    '',
    '[',
    'null',
    '["$F1"]',
    '["$Q1"]',
    '["$nzz"]',
    '["$1"]',
    '["$1:constructor:constructor"]',
  ];
  const tooMuch = [`[${'1,'.repeat(1_500)}1]`, '['.repeat(5_000) + ']'.repeat(5_000)];
  for (const body of [...unreadable, ...tooMuch])
    expect(await call(body), body.slice(0, 40)).toMatchObject({ status: 400 });
  for (const [body, type] of [
    ['x', 'multipart/form-data'],
    ['--x\r\nContent-Dispo', multipart['content-type']],
    [`${field('0', '{bad')}--x--\r\n`, multipart['content-type']],
  ] as const)
    expect(await call(body, { 'content-type': type }), body).toMatchObject({ status: 400 });
  // What can be read reaches the action, and is answered by it.
  for (const body of ['[]', '[1]', '{}', '["$T"]', '["$K1"]', '["$undefined"]', '[{"__proto__":{"x":1}}]']) {
    const answer = await call(body);
    expect(answer, body).toMatchObject({ status: 200 });
    expect(answer.body).toContain('VALIDATION_ERROR');
  }
});

test('a form that is none, or calls what there is not, is refused in words', async () => {
  const post = (body: string, headers: OutgoingHttpHeaders) =>
    send({ method: 'POST', path: '/sign-in', headers: { ...ours(), ...headers }, body });
  expect(await post('x', { 'content-type': 'multipart/form-data' })).toMatchObject({
    status: 400,
    body: expect.stringMatching(/^Check [\w ]+ and try again\.$/),
  });
  const zh = await post('x', { 'content-type': 'multipart/form-data', 'accept-language': 'zh-CN' });
  expect(zh.body).toMatch(/^\p{Script=Han}[^{}]+$/u);
  for (const body of ['x', field('$ACTION_REF_1', ''), `${field('$ACTION_ID_x', '')}--x--\r\n`, '--x--\r\n'])
    expect(await post(body, multipart), body).toMatchObject({ status: 400 });
  for (const id of ['x', 'toString', '__proto__', 'a'.repeat(42), 'a'.repeat(9_000)])
    expect((await post('[]', { 'next-action': id })).status, id).toBeLessThan(500);
});

test('an action that another site calls is refused as that', async () => {
  const id = await actionOf('/forgot-password');
  for (const origin of ['https://evil.example', 'null', 'junk', 'http://'])
    for (const headers of [multipart, { 'next-action': id, 'content-type': 'text/plain' }])
      expect(
        await send({
          method: 'POST',
          path: '/forgot-password',
          headers: { origin, ...headers },
          body: '--x--\r\n',
        }),
        origin,
      ).toMatchObject({ status: 403, body: expect.stringContaining('another site') });
});

test('where the router of the browser stands is read, or refused', async () => {
  for (const state of ['garbage', '%zz', '%5B%22%22%5D', '[[[', 'x'.repeat(9_000)]) {
    const headers = { rsc: '1', 'next-router-state-tree': state };
    const { status, headers: head } = await send({ path: '/sign-in', headers });
    const answer = status === 307 ? await send({ path: String(head.location), headers }) : { status };
    expect(answer.status, state).toBe(400);
  }
});

test('no header opens a page, or leads elsewhere', async () => {
  const layers = ['proxy', 'middleware', 'src/middleware', 'pages/_middleware'];
  const tricks: OutgoingHttpHeaders[] = [
    ...layers.map((name) => ({ 'x-middleware-subrequest': Array(5).fill(name).join(':') })),
    {
      'x-middleware-next': '1',
      'x-middleware-rewrite': '/sign-in',
      'x-middleware-override-headers': 'cookie',
    },
    { 'x-invoke-path': '/sign-in', 'x-invoke-status': '200', 'x-matched-path': '/sign-in' },
    { 'x-nextjs-data': '1', 'next-resume': '1', 'x-prerender-revalidate': 'x', 'x-now-route-matches': '1=a' },
    { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'javascript', forwarded: 'host=evil.example' },
    { cookie: 'next-auth.session-token=%00; NEXT_LOCALE=%zz; mode=__proto__;;;==' },
    { 'accept-language': `,;q=,x,${'a-'.repeat(3_000)}`, range: 'bytes=0-1,-9', 'if-none-match': '*' },
  ];
  for (const headers of tricks) {
    const answer = await send({ path: '/orders', headers });
    expect(answer, JSON.stringify(headers).slice(0, 80)).toMatchObject({ status: 307 });
    expect(new URL(String(answer.headers.location), appUrl()).href).toBe(
      `${appUrl()}/sign-in?next=%2Forders`,
    );
  }
  for (const host of ['evil.example', 'localhost.evil.example'])
    expect((await send({ path: '/sign-in', headers: { host } })).status).toBe(403);
  expect((await send({ path: '/sign-in', headers: { x: 'x'.repeat(20_000) } })).status).toBe(431);
});

test('ten megabytes are refused before they have come', async () => {
  const size = 10 * 1_048_576;
  for (const path of [
    '/sign-in',
    '/api/v1/public/redeem',
    '/api/v1/payments/sandbox/notify',
    '/api/nowhere',
  ]) {
    const headers = { 'content-type': 'application/json', 'content-length': size };
    expect((await send({ method: 'POST', path, headers, body: '{', unfinished: true })).status).toBe(413);
  }
  const body = Buffer.alloc(1_048_577, ' ');
  const headers = { 'content-type': 'application/json', 'transfer-encoding': 'chunked' };
  const said = await send({ method: 'POST', path: '/api/v1/public/redeem', headers, body, unfinished: true });
  expect(said).toMatchObject({ status: 413, body: expect.stringContaining('REQUEST_TOO_LARGE') });
});

test('only JSON is read as JSON', async () => {
  const body = '{"code":"X","email":"ada@example.com"}';
  for (const type of [
    'text/plain',
    'application/xml',
    'multipart/form-data',
    'application/x-www-form-urlencoded',
    '',
  ])
    expect(
      await send({ method: 'POST', path: '/api/v1/public/redeem', headers: { 'content-type': type }, body }),
      type,
    ).toMatchObject({ status: 415, body: expect.stringContaining('VALIDATION_ERROR') });
});

test('whatever address is asked for by whatever method, the server has an answer', async () => {
  const routes = filesOfApp('route.ts').map((file) => addressOf(file).replaceAll(/\[[^\]]+\]/g, '7'));
  expect(routes.length).toBeGreaterThan(20);
  const odd = [
    '/%00',
    '/r/%00',
    '/r/%ff',
    '/r/%2e%2e%2fadmin',
    '/r/../../etc/passwd',
    '//evil.example/x',
    '/;x',
    '/r/%5c',
    '/_next/static/%2e%2e/server',
    '/_next/image?url=http://169.254.169.254/&w=64&q=75',
    '/api/v1/../../x',
    `/${'a'.repeat(9_000)}`,
    `/r/${'%E4%B8%AD'.repeat(900)}`,
    '/r/%F0%9F%91%A9',
    '/p/__proto__',
    '/i/constructor',
    '/?__proto__[x]=1',
    '/sign-in?next=//evil.example',
    '/codes?cursor=%00&limit=1e309',
  ];
  for (const path of [...routes, ...odd])
    await Promise.all(
      ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'DELETE', 'PATCH', 'TRACE', 'PROPFIND'].map(
        async (method) => {
          const { status } = await send({ method, path });
          expect(status, `${method} ${path.slice(0, 60)}`).toBeLessThan(500);
        },
      ),
    );
});

test('a callback is answered the same whether it goes through Next.js or past it', async () => {
  const path = '/api/v1/payments/sandbox/notify';
  const differs = /^(date|vary|x-request-id|content-length|transfer-encoding|connection|keep-alive)$/;
  const answered = async (sent: Omit<Sent, 'path'>, query: string) => {
    const { status, headers, body } = await send({ method: 'POST', ...sent, path: path + query });
    expect(headers['x-request-id']).toBeTruthy();
    // Which way it was: what Next.js answers may differ by what its router in the browser asks.
    expect('vary' in headers, path + query).toBe(query !== '');
    return { status, body, headers: Object.entries(headers).filter(([name]) => !differs.test(name)) };
  };
  // Its first call loads it.
  await send({ method: 'POST', path: `${path}?` });
  const forged = { 'content-type': 'application/json', 'webhook-id': 'x', 'webhook-signature': 'v1,x' };
  for (const [sent, status] of [
    [{ body: '{}' }, 401],
    [{ body: '{}', headers: forged }, 401],
    [{ body: '' }, 401],
    [{ body: 'x'.repeat(70_000) }, 413],
  ] as const) {
    const past = await answered(sent, '');
    expect(past.status).toBe(status);
    // No such path is looked for past it.
    expect(await answered(sent, '?')).toEqual(past);
  }
});
