import { randomUUID } from 'node:crypto';
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';

export const LARGEST_BODY = 1_048_576;
const REQUEST_ID = /^[\w.:-]{8,80}$/;
const FROM_PROXIES = ['x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port', 'x-real-ip', 'forwarded'];

/** The address of the client: the socket's, or as many hops before it as there are proxies we trust. */
export function clientAddress(forwardedFor, socketAddress, trustedProxies) {
  const socket = plain(socketAddress ?? '');
  const hops = [...(forwardedFor ?? '').split(',').map(plain).filter(Boolean), socket];
  const client = hops[Math.max(0, hops.length - 1 - trustedProxies)];
  return isIP(client) ? client : socket;
}

// Without the port some proxies add, and IPv4 as itself.
const plain = (address) =>
  address
    .trim()
    .replace(/^\[([^\]]+)\](:\d+)?$/, '$1')
    .replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1')
    .replace(/^::ffff:(?=\d+\.)/i, '');

/** Replaces what a client says about itself by what we know, before anybody reads it. */
export function takeIdentity(request, trustedProxies) {
  const { headers } = request;
  if (trustedProxies === 0) for (const name of FROM_PROXIES) delete headers[name];
  headers['x-forwarded-for'] = clientAddress(
    headers['x-forwarded-for'],
    request.socket.remoteAddress,
    trustedProxies,
  );
  const given = headers['x-request-id'];
  headers['x-request-id'] = given && REQUEST_ID.test(given) ? given : randomUUID();
  return headers['x-request-id'];
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Whether what is asked for can be read at all: a path of ours whose escapes are text, by a method that Next.js knows. */
export function isReadable({ method, url }) {
  if (!METHODS.has(method) || !url.startsWith('/')) return false;
  try {
    decodeURIComponent(url.split('?', 1)[0]);
    return true;
  } catch (error) {
    if (error instanceof URIError) return false;
    throw error;
  }
}

/** The host names this server answers to: against pages elsewhere whose name is made to point here. */
export function allowedHosts({ host, publicUrl, more = '' }) {
  const everywhere = host === '0.0.0.0' || host === '::';
  const own = everywhere
    ? Object.values(networkInterfaces()).flatMap((list) => list.map(({ address }) => address))
    : [host];
  const named = [...more.split(/[\s,]+/), new URL(publicUrl).hostname];
  return new Set(
    ['localhost', '127.0.0.1', '::1', ...own, ...named].filter(Boolean).map((name) => name.toLowerCase()),
  );
}

/** The name in a Host header, without port and brackets. */
export const hostName = (header = '') =>
  header
    .toLowerCase()
    .replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1');

/** Calls `refuse` once for a body that says or proves that it is too large; what is past the limit reaches nobody. */
export function limitBody(request, refuse) {
  if (Number(request.headers['content-length']) > LARGEST_BODY) return refuse();
  let received = 0;
  const push = request.push;
  request.push = (chunk, encoding) => {
    received += chunk?.length ?? 0;
    if (received <= LARGEST_BODY) return push.call(request, chunk, encoding);
    request.push = push;
    refuse();
    return false;
  };
}
