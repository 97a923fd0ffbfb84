import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Prisma } from '../db';
import { env } from '../env';
import { logWarning } from '../log';

const BEAT_MS = 2_000;
/** So that the server notices within half a minute that the machine behind a lock is gone. */
const KEEPALIVE = '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3';

/** SQL for the lock of a worker's pool; `pool` is SQL for its id. */
export function poolLockKey(pool: Prisma.Sql) {
  return Prisma.sql`hashtextextended('tributary.worker/' || ${pool}, 0)`;
}

/** Past a pooler, which would give the session to somebody else. */
export function directUrl() {
  return env().DATABASE_DIRECT_URL ?? env().DATABASE_URL;
}

/**
 * Says "I am alive" for as long as this process is: a lock that belongs to a database session and ends with it. The queue
 * itself would leave the jobs of a killed worker locked for hours.
 */
export class PoolLock {
  private client: pg.Client | undefined;
  private held: Promise<void> | undefined;
  private readonly ended = new AbortController();

  /** Takes the lock of this pool, once, and keeps it until {@link close}. Resolves when it is held. */
  hold(poolId: string): Promise<void> {
    this.held ??= this.begin(poolId);
    return this.held;
  }

  async close() {
    this.ended.abort();
    await this.client?.end();
  }

  private async begin(poolId: string) {
    await this.take(poolId);
    void this.keep(poolId);
  }

  private async take(poolId: string): Promise<void> {
    const lock = Prisma.sql`SELECT pg_advisory_lock(${poolLockKey(Prisma.sql`${poolId}::text`)})`;
    while (!this.ended.signal.aborted) {
      this.client = newClient();
      try {
        await this.client.connect();
        await this.client.query(lock.text, lock.values);
        return;
      } catch (error) {
        await this.lose(error);
        await sleep(BEAT_MS);
      }
    }
  }

  /** Asks again and again whether the session is still there; the lock went with it. */
  private async keep(poolId: string): Promise<void> {
    while (!this.ended.signal.aborted) {
      await sleep(BEAT_MS, undefined, { ref: false });
      try {
        await this.client?.query('SELECT 1');
      } catch (error) {
        if (this.ended.signal.aborted) return;
        await this.lose(error);
        await this.take(poolId);
      }
    }
  }

  private async lose(cause: unknown) {
    logWarning('the lock of this worker is not held', { event: 'pool_lock_lost', reason: String(cause) });
    await Promise.allSettled([this.client?.end()]);
  }
}

function newClient() {
  const client = new pg.Client({
    connectionString: directUrl(),
    application_name: 'tributary-worker',
    connectionTimeoutMillis: 5_000,
    query_timeout: 5_000,
    keepAlive: true,
    options: KEEPALIVE,
  });
  // The next beat tells.
  client.on('error', () => undefined);
  return client;
}
