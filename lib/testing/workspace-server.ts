import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { vi } from 'vitest';

/** What came in: `who` is an email to add or an id to remove. */
export type Asked = {
  method: string;
  path: string;
  account: string;
  who: string;
  key?: string;
  authorization?: string;
};

/** Answers a request itself, or lets it be carried out by returning nothing. */
export type Play = (asked: Asked, response: ServerResponse) => unknown;

/**
 * A workspace of another house, over HTTP. It honours idempotency keys and keeps its members; `play` makes it misbehave,
 * one act for each request that comes in, after which it is itself again.
 */
export async function startWorkspaceServer() {
  const members = new Map<string, string>();
  const answers = new Map<string, string>();
  const asked: Asked[] = [];
  const acts: Play[] = [];
  let last = 0;

  /** Does what is asked. @returns status and body */
  function carryOut({ method, account, who, key }: Asked): [number, string] {
    if (method === 'DELETE') {
      const found = [...members].find(([place, id]) => id === who && place.startsWith(`${account}/`));
      if (!found) return [404, ''];
      members.delete(found[0]);
      return [204, ''];
    }
    const known = answers.get(key ?? '');
    if (known) return [200, known];
    const place = `${account}/${who}`;
    const id = members.get(place) ?? `user-${(last += 1)}`;
    members.set(place, id);
    answers.set(key ?? '', JSON.stringify({ user_id: id }));
    return [201, JSON.stringify({ user_id: id })];
  }

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const path = request.url ?? '';
    const [account = '', , user = ''] = path
      .replace(/^.*\/accounts\//, '')
      .split('/')
      .map(decodeURIComponent);
    const body = await text(request);
    const one: Asked = {
      method: request.method ?? '',
      path,
      account,
      who: user || (JSON.parse(body) as { email: string }).email,
      key: request.headers['idempotency-key'] as string | undefined,
      authorization: request.headers.authorization,
    };
    asked.push(one);
    await acts.shift()?.(one, response);
    if (response.writableEnded || response.destroyed) return;
    const [status, said] = carryOut(one);
    response.writeHead(status, { 'content-type': 'application/json' }).end(said);
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    members,
    asked,
    carryOut,
    play: (...next: Play[]) => acts.push(...next),
    /** As often as one call is made, its repetitions included. */
    playOn: (act: Play) => acts.push(act, act, act),
    forget: () => {
      asked.length = 0;
      acts.length = 0;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

export const says =
  (status: number, body = ''): Play =>
  (_, response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);

export const hangsUp: Play = (_, response) => response.destroy();

/** Begins to answer and goes. */
export const breaksOff: Play = async (_, response) => {
  response.writeHead(201, { 'content-type': 'application/json', 'content-length': '500' }).write('{"user');
  await sleep(20);
  response.destroy();
};

/** Says nothing for as long as anybody waits. */
export const hangs: Play = (_, response) => new Promise((resolve) => response.once('close', resolve));

export const waits =
  (ms: number): Play =>
  () =>
    sleep(ms);

/** The patience of a real call is ten seconds; from now on it is short, until all mocks are restored. */
export function hurry() {
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => timeout(300));
}
