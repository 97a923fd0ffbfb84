import { isIPv6 } from 'node:net';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { databasePool } from './db';
import { RateLimitedError, ServiceUnavailableError } from './errors';

const limiters = new Map<string, RateLimiterPostgres>();

function limiter(name: string, points: number, seconds: number) {
  const key = `${name}/${points}/${seconds}`;
  let made = limiters.get(key);
  if (!made) {
    made = new RateLimiterPostgres({
      storeClient: databasePool(),
      tableName: 'rate_limits',
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix: name,
      points,
      duration: seconds,
    });
    limiters.set(key, made);
  }
  return made;
}

/** Whom an address stands for: of IPv6 the whole network, since whoever has one address of it has all of them. */
export function networkOf(ip: string) {
  if (!isIPv6(ip)) return ip;
  const { hostname } = new URL(`http://[${ip.replace(/%.*$/, '')}]`);
  const [left = [], right] = hostname
    .slice(1, -1)
    .split('::')
    .map((part) => part.split(':').filter(Boolean));
  const zeros = right ? Array<string>(8 - left.length - right.length).fill('0') : [];
  const network = [...left, ...zeros, ...(right ?? [])].slice(0, 4);
  // Nobody's network: the machine itself, and IPv4 written as IPv6.
  return network.every((group) => group === '0') ? ip : `${network.join(':')}::/64`;
}

/**
 * Counts one attempt, for all processes together.
 * @param name what is limited, for example "redeem.ip"
 * @param who whose attempt it is
 * @param points attempts allowed within `seconds`
 * @throws RateLimitedError carrying the seconds to wait
 */
export async function countAttempt(name: string, who: string, points: number, seconds: number) {
  try {
    await limiter(name, points, seconds).consume(who.slice(0, 200));
  } catch (error) {
    if (error instanceof RateLimiterRes)
      throw new RateLimitedError(Math.max(1, Math.ceil(error.msBeforeNext / 1000)));
    throw new ServiceUnavailableError('rate limits unavailable', error);
  }
}

/** Takes back one attempt that turned out well, so that only failed ones use up the limit. */
export async function forgiveAttempt(name: string, who: string, points: number, seconds: number) {
  await limiter(name, points, seconds).reward(who.slice(0, 200));
}
