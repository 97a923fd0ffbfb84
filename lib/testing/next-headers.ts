import { NextRequest } from 'next/server';
import { encode } from 'next-auth/jwt';
import { env } from '../env';
import { createSession } from './factories';

/** Stands in for `next/headers` where a test has no Next.js around it: `vi.mock('next/headers', () => import('…'))`. */
let present = new NextRequest('http://127.0.0.1:3000/');

export const headers = () => Promise.resolve(present.headers);

export const cookies = () =>
  Promise.resolve({
    getAll: () => present.cookies.getAll(),
    get: (name: string) => present.cookies.get(name),
    set: (name: string, value: string) => present.cookies.set(name, value),
  });

type Incoming = {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;
};

/** A request of our own pages' origin arrives, and is the present one from now on. */
export function arrive(path: string, { method = 'GET', headers: more = {}, body }: Incoming = {}) {
  const url = new URL(path, env().NEXTAUTH_URL);
  const head = {
    host: url.host,
    ...(typeof body === 'string' && { 'content-type': 'application/json' }),
    ...more,
  };
  const streamed = body instanceof ReadableStream ? { duplex: 'half' as const } : {};
  present = new NextRequest(url, { method, headers: head, body, ...streamed });
  return present;
}

/** The cookie header of somebody who is signed in. */
export async function sessionCookie(user: { id: number; sessionVersion: number }) {
  const { id: sid } = await createSession(user.id);
  const token = await encode({
    token: { id: user.id, sid, session_version: user.sessionVersion },
    secret: env().NEXTAUTH_SECRET,
    maxAge: 60,
  });
  return { cookie: `next-auth.session-token=${token}` };
}
