import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** How a server of tests misbehaves, once: it answers itself, or returns and lets the request be carried out. */
export type Act = (response: ServerResponse) => unknown;

export const answers =
  (status: number, body: unknown): Act =>
  (response) =>
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(typeof body === 'string' ? body : JSON.stringify(body));

/** Says nothing for as long as anybody waits. */
export const staysSilent: Act = (response) => new Promise((resolve) => response.once('close', resolve));

export const hangsUp: Act = (response) => response.destroy();

/** Begins to answer and goes. */
export const breaksOff: Act = async (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' }).write('{"id":"c');
  await sleep(20);
  response.destroy();
};

/** Begins to answer and says no more. */
export const dries: Act = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' }).write('{"id":"c');
  return new Promise((resolve) => response.once('close', resolve));
};
