import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { postToTarget, readTarget, resolveTarget, TargetFailedError, UnsafeTargetError } from './safe-target';

const nowhere = () => Promise.reject(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }));
const to =
  (...addresses: string[]) =>
  () =>
    Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));

async function refusal(url: string, rules: Parameters<typeof resolveTarget>[1] = {}) {
  const error = await resolveTarget(url, { allowLocal: false, resolve: to('93.184.215.14'), ...rules }).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error !== null && !(error instanceof UnsafeTargetError)) throw error as Error;
  return error?.reason ?? null;
}

describe('what an address looks like', () => {
  test.each([
    ['https://example.com/hook', null],
    ['https://example.com:8443/hook?x=1', null],
    ['https://93.184.215.14/', null],
    ['https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/', null],
    ['', 'url'],
    ['example.com', 'url'],
    ['https://', 'url'],
    ['https://ex ample.com', 'url'],
    [`https://example.com/${'x'.repeat(2_000)}`, 'url'],
    ['http://example.com/', 'scheme'],
    ['ftp://example.com/', 'scheme'],
    ['file:///etc/passwd', 'scheme'],
    ['gopher://127.0.0.1:6379/_FLUSHALL', 'scheme'],
    ['javascript:alert(1)', 'scheme'],
    ['https://user@example.com/', 'userinfo'],
    ['https://user:pass@example.com/', 'userinfo'],
    ['https://example.com@127.0.0.1/', 'userinfo'],
    ['https://example.com:22/', 'port'],
    ['https://example.com:80/', 'port'],
    ['https://localhost/', 'address'],
    ['https://LOCALHOST./', 'address'],
    ['https://printer.local/', 'address'],
    ['https://metadata.google.internal/', 'address'],
    ['https://intranet/', 'address'],
    ['https://127.0.0.1/', 'address'],
    ['https://127.1/', 'address'],
    ['https://2130706433/', 'address'],
    ['https://0x7f000001/', 'address'],
    ['https://0x7f.0.0.1/', 'address'],
    ['https://0177.0.0.1/', 'address'],
    ['https://017700000001/', 'address'],
    ['https://①②⑦.0.0.1/', 'address'],
    ['https://0/', 'address'],
    ['https://0.0.0.0/', 'address'],
    ['https://10.0.0.1/', 'address'],
    ['https://100.64.0.1/', 'address'],
    ['https://100.100.100.200/', 'address'],
    ['https://168.63.129.16/', 'address'],
    ['https://169.254.169.254/latest/meta-data/', 'address'],
    ['https://0xa9fea9fe/', 'address'],
    ['https://172.16.0.1/', 'address'],
    ['https://172.31.255.255/', 'address'],
    ['https://192.168.1.1/', 'address'],
    ['https://198.18.0.1/', 'address'],
    ['https://224.0.0.1/', 'address'],
    ['https://240.0.0.1/', 'address'],
    ['https://255.255.255.255/', 'address'],
    ['https://[::]/', 'address'],
    ['https://[::1]/', 'address'],
    ['https://[::ffff:127.0.0.1]/', 'address'],
    ['https://[::ffff:7f00:1]/', 'address'],
    ['https://[::127.0.0.1]/', 'address'],
    ['https://[64:ff9b::7f00:1]/', 'address'],
    ['https://[64:ff9b:1::7f00:1]/', 'address'],
    ['https://[2002:7f00:1::]/', 'address'],
    ['https://[2001:0:7f00:1::]/', 'address'],
    ['https://[2001:db8::1]/', 'address'],
    ['https://[fe80::1]/', 'address'],
    ['https://[fc00::1]/', 'address'],
    ['https://[fd00:ec2::254]/', 'address'],
    ['https://[ff02::1]/', 'address'],
  ])('%s is %s', async (url, expected) => {
    expect(await refusal(url)).toBe(expected);
  });
});

describe('what a name stands for', () => {
  test.each([
    ['93.184.215.14', null],
    ['127.0.0.1', 'address'],
    ['10.1.2.3', 'address'],
    ['169.254.169.254', 'address'],
    ['::1', 'address'],
    ['::ffff:10.0.0.1', 'address'],
    ['fd12::1', 'address'],
  ])('one that stands for %s is %s', async (address, expected) => {
    expect(await refusal('https://shop.example.com/', { resolve: to(address) })).toBe(expected);
  });

  test('one bad address among good ones is enough', async () => {
    const resolve = to('93.184.215.14', '10.0.0.1');
    expect(await refusal('https://shop.example.com/', { resolve })).toBe('address');
  });

  test('no name at all', async () => {
    expect(await refusal('https://nobody.example.com/', { resolve: nowhere })).toBe('unresolved');
    expect(await refusal('https://nobody.example.com/', { resolve: to() })).toBe('unresolved');
  });

  test('a look-up that fails for the moment is no refusal', async () => {
    const resolve = () => Promise.reject(Object.assign(new Error('later'), { code: 'EAI_AGAIN' }));
    await expect(resolveTarget('https://a.example.com/', { allowLocal: false, resolve })).rejects.toThrow(
      TargetFailedError,
    );
  });
});

describe('this machine, where it is allowed', () => {
  const rules = { allowLocal: true };

  test('is called without TLS, and others are not', () => {
    expect(readTarget('http://127.0.0.1:3000/', rules).port).toBe('3000');
    expect(readTarget('http://[::1]:3000/', rules).port).toBe('3000');
    for (const url of [
      'http://10.0.0.1/',
      'https://10.0.0.1/',
      'http://93.184.215.14/',
      'http://169.254.169.254/',
    ])
      expect(() => readTarget(url, rules)).toThrow(UnsafeTargetError);
  });

  test('a name that stands for another is refused', async () => {
    expect(await refusal('http://a.test/', { ...rules, resolve: to('93.184.215.14') })).toBe('address');
  });
});

describe('a call', () => {
  const servers: Server[] = [];

  async function listening(listener: RequestListener) {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  }

  afterEach(() => {
    for (const server of servers.splice(0)) server.closeAllConnections();
  });

  const post = (url: string, rules = {}, signal = AbortSignal.timeout(5_000)) =>
    postToTarget(
      url,
      { headers: { 'x-one': 'two' }, body: '{"text":"\u00fc"}', signal },
      { allowLocal: true, ...rules },
    );

  test('posts the body with its headers', async () => {
    let got = '';
    const port = await listening((request, response) => {
      request.setEncoding('utf8').on('data', (part: string) => (got += part));
      request.on('end', () =>
        response.writeHead(201).end(`${request.method} ${request.url} ${request.headers['x-one'] as string}`),
      );
    });
    expect(await post(`http://127.0.0.1:${port}/a?b=1`)).toEqual({ status: 201, excerpt: 'POST /a?b=1 two' });
    expect(got).toBe('{"text":"\u00fc"}');
  });

  test('connects to the address that was checked, whatever the name stands for afterwards', async () => {
    const port = await listening((request, response) => response.end(request.headers.host));
    const resolve = vi.fn(to('10.0.0.1')).mockImplementationOnce(to('127.0.0.1'));
    expect(await post(`http://rebind.test:${port}/`, { resolve })).toEqual({
      status: 200,
      excerpt: `rebind.test:${port}`,
    });
    expect(resolve).toHaveBeenCalledTimes(1);
    await expect(post(`http://rebind.test:${port}/`, { resolve })).rejects.toThrow(UnsafeTargetError);
  });

  test('follows no redirect', async () => {
    const inside = vi.fn<RequestListener>((_, response) => response.end());
    const hidden = await listening(inside);
    const port = await listening((_, response) =>
      response.writeHead(302, { location: `http://127.0.0.1:${hidden}/` }).end('elsewhere'),
    );
    expect(await post(`http://127.0.0.1:${port}/`)).toEqual({ status: 302, excerpt: 'elsewhere' });
    expect(inside).not.toHaveBeenCalled();
  });

  test('reads the beginning of a huge answer and goes', async () => {
    let closed = false;
    const port = await listening((_, response) => {
      response.on('close', () => (closed = true));
      const more = () => {
        if (!closed) response.write('x'.repeat(65_536), more);
      };
      more();
    });
    const { status, excerpt } = await post(`http://127.0.0.1:${port}/`);
    expect([status, excerpt.length]).toEqual([200, 2_048]);
    await vi.waitFor(() => expect(closed).toBe(true));
  });

  test('waits no longer than it may for an answer; one that never ends counts by its status', async () => {
    const silent = await listening(() => undefined);
    await expect(post(`http://127.0.0.1:${silent}/`, {}, AbortSignal.timeout(100))).rejects.toMatchObject({
      errorCode: 'TARGET_TIMEOUT',
    });
    const endless = await listening((_, response) => response.writeHead(202).write('so far'));
    const answer = await post(`http://127.0.0.1:${endless}/`, {}, AbortSignal.timeout(300));
    expect(answer).toEqual({ status: 202, excerpt: 'so far' });
    const resolve = () => new Promise<never>(() => undefined);
    await expect(post('http://a.test/', { resolve }, AbortSignal.timeout(50))).rejects.toMatchObject({
      errorCode: 'TARGET_TIMEOUT',
    });
  });

  test('tells who is not there, and what hangs up', async () => {
    const port = await listening((request) => request.destroy());
    for (const url of [`http://127.0.0.1:${port}/`, 'http://127.0.0.1:1/', `https://127.0.0.1:${port}/`])
      await expect(post(url)).rejects.toMatchObject({ errorCode: 'TARGET_UNREACHABLE' });
  });

  test('an excerpt can be kept by the database', async () => {
    const port = await listening((_, response) => response.end(Buffer.from([65, 0, 0xff, 66])));
    expect((await post(`http://127.0.0.1:${port}/`)).excerpt).toBe('A\ufffdB');
  });
});
