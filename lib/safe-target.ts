import { lookup } from 'node:dns/promises';
import type { LookupAddress } from 'node:dns';
import { request as plainRequest, type IncomingMessage } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { env } from './env';
import { BusinessError, TechnicalError } from './errors';

/** Why an address that somebody gave us is not called. */
export type TargetRefusal = 'url' | 'scheme' | 'userinfo' | 'port' | 'unresolved' | 'address';

/** The address is not one that the product calls on somebody's behalf. */
export class UnsafeTargetError extends BusinessError {
  constructor(readonly reason: TargetRefusal) {
    super(`target refused: ${reason}`, { errorCode: 'TARGET_REFUSED', details: { field: 'url', reason } });
  }
}

/** The target did not answer, or not in time. */
export class TargetFailedError extends TechnicalError {
  constructor(errorCode: 'TARGET_TIMEOUT' | 'TARGET_UNREACHABLE', cause?: unknown) {
    super('the target did not answer', { errorCode, cause });
  }
}

export type TargetAnswer = {
  status: number;
  excerpt: string;
  /** When it asks to be called again, in its own words. */
  retryAfter?: string;
};

type Resolve = (hostname: string) => Promise<LookupAddress[]>;
type Rules = {
  /** Loopback may be called, also without TLS: for tests and development. Left out: as the environment says. */
  allowLocal?: boolean;
  resolve?: Resolve;
};

const LONGEST_URL = 2_000;
/** Of an answer, as much is read. What comes after it nobody will ask about. */
const EXCERPT_BYTES = 2_048;

const LOOPBACK = blockOf(['127.0.0.0/8'], ['::1/128']);
/** What is nobody's public address, and the machines that clouds keep for their own guests. */
const NOT_PUBLIC = blockOf(
  [
    '0.0.0.0/8',
    '10.0.0.0/8',
    '100.64.0.0/10',
    '127.0.0.0/8',
    '168.63.129.16/32',
    '169.254.0.0/16',
    '172.16.0.0/12',
    '192.0.0.0/24',
    '192.0.2.0/24',
    '192.88.99.0/24',
    '192.168.0.0/16',
    '198.18.0.0/15',
    '198.51.100.0/24',
    '203.0.113.0/24',
    '224.0.0.0/3',
  ],
  // Within the global unicast addresses: tunnels, which lead to any IPv4 address, and addresses for documents.
  ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'],
);
/** Of IPv6 everything else is mapped, translated, local, multicast or not given out. */
const GLOBAL_UNICAST = blockOf([], ['2000::/3']);

function blockOf(four: string[], six: string[]) {
  const block = new BlockList();
  for (const [family, nets] of [
    ['ipv4', four],
    ['ipv6', six],
  ] as const)
    for (const net of nets) {
      const [address = '', bits] = net.split('/');
      block.addSubnet(address, Number(bits), family);
    }
  return block;
}

function isLoopback(address: string) {
  return LOOPBACK.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
}

function isPublic(address: string) {
  if (isIP(address) === 4) return !NOT_PUBLIC.check(address, 'ipv4');
  return GLOBAL_UNICAST.check(address, 'ipv6') && !NOT_PUBLIC.check(address, 'ipv6');
}

const allowsLocal = ({ allowLocal }: Rules) => allowLocal ?? env().WEBHOOK_ALLOW_LOCAL === '1';
const hostOf = ({ hostname }: URL) => hostname.replace(/^\[|\]$/g, '');

/**
 * Reads an address by its looks alone: https, no user in it, the port of https or one above the reserved ones, and where
 * its host is a number, a public one. Numbers in other writings (octal, hexadecimal, one large one) are read as what they are.
 * @throws UnsafeTargetError
 */
export function readTarget(text: string, rules: Rules = {}): URL {
  if (text.length > LONGEST_URL || !URL.canParse(text)) throw new UnsafeTargetError('url');
  const url = new URL(text);
  const local = allowsLocal(rules);
  if (url.protocol !== 'https:' && !(local && url.protocol === 'http:'))
    throw new UnsafeTargetError('scheme');
  if (url.username || url.password) throw new UnsafeTargetError('userinfo');
  if (url.port && Number(url.port) < 1_024 && !local) throw new UnsafeTargetError('port');
  const host = hostOf(url);
  // A name without a dot, or under one of these, is looked up in the house.
  if (
    !isIP(host) &&
    !local &&
    (!/\.[^.]/.test(host) || /\.(localhost|local|internal|home\.arpa)\.?$/.test(host))
  )
    throw new UnsafeTargetError('address');
  if (isIP(host)) assertCallable(url, [host], local);
  return url;
}

function assertCallable(url: URL, addresses: string[], local: boolean) {
  const callable = (address: string) =>
    (local && isLoopback(address)) || (url.protocol === 'https:' && isPublic(address));
  if (addresses.length === 0) throw new UnsafeTargetError('unresolved');
  // One bad address is enough: which of them is used is not ours to say.
  if (!addresses.every(callable)) throw new UnsafeTargetError('address');
}

/**
 * Looks the host up, once. All its addresses must be public.
 * @returns the address, and the only addresses that a call of it may connect to
 * @throws UnsafeTargetError
 */
export async function resolveTarget(text: string, rules: Rules = {}) {
  const url = readTarget(text, rules);
  const host = hostOf(url);
  const { resolve = (name) => lookup(name, { all: true, verbatim: true }) } = rules;
  const family = isIP(host);
  const addresses = family
    ? [{ address: host, family }]
    : await resolve(host).catch((error: unknown) => {
        throw isFinal(error) ? new UnsafeTargetError('unresolved') : unreachable(error);
      });
  assertCallable(
    url,
    addresses.map(({ address }) => address),
    allowsLocal(rules),
  );
  return { url, addresses };
}

/** There is no such name; of other failures of the look-up nobody knows how long they last. */
function isFinal(error: unknown) {
  return ['ENOTFOUND', 'ENODATA'].includes((error as { code?: string }).code ?? '');
}

const unreachable = (cause: unknown) => new TargetFailedError('TARGET_UNREACHABLE', cause);

/**
 * Posts to an address that somebody gave us. The connection goes to an address that was checked, whatever the name stands
 * for by then; redirects are answers like any other; the answer is read no further than its excerpt.
 * @throws UnsafeTargetError before anything is sent
 * @throws TargetFailedError
 */
export async function postToTarget(
  text: string,
  { headers, body, signal }: { headers: Record<string, string>; body: string; signal: AbortSignal },
  rules: Rules = {},
): Promise<TargetAnswer> {
  try {
    const { url, addresses } = await orAborted(resolveTarget(text, rules), signal);
    const answer = await send(url, addresses, { headers, body, signal });
    const retryAfter = answer.headers['retry-after'];
    return {
      status: answer.statusCode ?? 0,
      excerpt: await excerptOf(answer),
      ...(retryAfter && { retryAfter }),
    };
  } catch (error) {
    if (error instanceof UnsafeTargetError) throw error;
    if (signal.aborted) throw new TargetFailedError('TARGET_TIMEOUT', error);
    throw error instanceof TargetFailedError ? error : unreachable(error);
  }
}

/** A look-up cannot be broken off; it is not waited for. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason as Error);
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}

function send(
  url: URL,
  addresses: LookupAddress[],
  { headers, body, signal }: { headers: Record<string, string>; body: string; signal: AbortSignal },
): Promise<IncomingMessage> {
  const pinned: LookupFunction = (_host, options, done) => {
    const [first] = addresses;
    if (options.all) done(null, addresses);
    else done(null, first?.address ?? '', first?.family);
  };
  const bytes = Buffer.from(body, 'utf8');
  const request = url.protocol === 'https:' ? tlsRequest : plainRequest;
  return new Promise((resolve, reject) => {
    request(
      url,
      {
        method: 'POST',
        // A connection of its own, so that none is found open that leads elsewhere.
        agent: false,
        lookup: pinned,
        signal,
        headers: {
          'accept-encoding': 'identity',
          ...headers,
          'content-length': String(bytes.byteLength),
          connection: 'close',
        },
      },
      resolve,
    )
      .on('error', reject)
      .end(bytes);
  });
}

/** The beginning of what was answered, as text. An answer that breaks off has been given all the same. */
async function excerptOf(answer: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of answer as AsyncIterable<Buffer>) {
      parts.push(part);
      size += part.byteLength;
      if (size >= EXCERPT_BYTES) break;
    }
  } catch (error) {
    // Its status is what counts, wherever the line went dead.
    if (!(error instanceof Error)) throw error;
  } finally {
    answer.destroy();
  }
  const text = Buffer.concat(parts).subarray(0, EXCERPT_BYTES).toString('utf8');
  return text.replaceAll('\0', '').toWellFormed();
}
