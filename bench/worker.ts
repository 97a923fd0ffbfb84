import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from './bench';

const PATIENCE_MS = 180_000;

/** What one scene has left to do must not be in the way of the next. */
export async function untilIdle({ sql }: Pick<Bench, 'sql'>) {
  for (const patience = Date.now() + PATIENCE_MS; Date.now() < patience; await sleep(250)) {
    const { rowCount } = await sql.query('SELECT FROM graphile_worker.jobs WHERE run_at <= now() LIMIT 1');
    if (rowCount === 0) return;
  }
  throw new Error('the worker does not come to an end');
}

/** Without the worker, as where it runs on another machine; then it does what was left for it. */
export async function workerElsewhere<T>(bench: Pick<Bench, 'sql'>, work: () => Promise<T>): Promise<T> {
  const worker = Number(process.env.BENCH_WORKER_PID);
  await untilIdle(bench);
  process.kill(worker, 'SIGSTOP');
  try {
    return await work();
  } finally {
    process.kill(worker, 'SIGCONT');
    await untilIdle(bench);
  }
}
