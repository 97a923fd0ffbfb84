import { hash, verify } from '@node-rs/argon2';
import { availableParallelism } from 'node:os';
import { ServiceUnavailableError } from '../errors';

/** Of argon2id, the library's own choice of algorithm. */
export const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Of a password that nobody has, made at {@link COST}: checked where there is no user, so that it takes as long. */
export const NOBODYS_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$DN/dCg9co+HhGwmft0YNQg$4Mh8jWc2G7GwGMv6ivewPrKc7osIxTPH+1xhP8vMMnQ';

/** Half the processors at most: whoever tries passwords by the thousand must not stop everybody else's work. */
const AT_ONCE = Math.max(1, Math.floor(availableParallelism() / 2));
export const MOST_WAITING = 64;

const waiting: (() => void)[] = [];
let running = 0;

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (waiting.length >= MOST_WAITING)
      throw new ServiceUnavailableError('too many passwords to check at once');
    // Whoever finishes hands its place on, so a newcomer cannot slip in between.
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

export function hashPassword(password: string) {
  return inTurn(() => hash(password, COST));
}

/** Where there is no password, nothing matches, after the same time. */
export async function isPassword(password: string, passwordHash: string | null) {
  const matches = await inTurn(() => verify(passwordHash ?? NOBODYS_HASH, password));
  return matches && passwordHash !== null;
}
