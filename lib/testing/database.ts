import { randomUUID } from 'node:crypto';
import { contextOf, type Actor } from '../context';
import { databasePool } from '../db';
import { env } from '../env';
import type { Role } from '../generated/prisma/enums';

/** The context in which a verb under test runs; by default as the system. */
export function testCtx(actor: Actor = { kind: 'system', task: 'test' }, idempotencyKey?: string) {
  return contextOf(actor, `test-${randomUUID()}`, idempotencyKey);
}

/** The context of a signed-in user. */
export function userCtx(user: { id: number; role: Role }, idempotencyKey?: string) {
  return testCtx({ kind: 'user', userId: user.id, role: user.role, via: 'session' }, idempotencyKey);
}

/** Somebody who is not signed in, at an address of their own, so that limits per address stay out of the way. */
export function publicCtx(ip: string = randomUUID()) {
  return testCtx({ kind: 'public', ip });
}

/**
 * Runs `work` `count` times at once, each on a database connection of its own as far as the pool allows; they are open
 * before the first one starts, so that all of them really race.
 */
export async function atOnce<T>(
  count: number,
  work: (index: number) => Promise<T>,
): Promise<PromiseSettledResult<T>[]> {
  const connections = Math.min(count, env().DATABASE_POOL);
  const open = await Promise.all(Array.from({ length: connections }, () => databasePool().connect()));
  for (const connection of open) connection.release();
  return Promise.allSettled(Array.from({ length: count }, (_, index) => work(index)));
}

/** What the racers of {@link atOnce} returned, and why the others failed. */
export function outcomes<T>(results: PromiseSettledResult<T>[]) {
  return {
    values: results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])),
    errors: results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : [])),
  };
}
