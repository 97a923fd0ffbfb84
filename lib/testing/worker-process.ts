import { spawn } from 'node:child_process';
import { once } from 'node:events';

const running = new Set<WorkerProcess>();

export type WorkerProcess = Awaited<ReturnType<typeof startWorker>>;

/** A real worker on the database of this test, ready to take jobs. */
export async function startWorker() {
  const env = { ...process.env, LOG_LEVEL: 'info', DATABASE_POOL: '6' };
  const args = ['--import', 'tsx', 'lib/worker/main.ts'];
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit') as Promise<[code: number | null, signal: string | null]>;
  let log = '';
  const started = new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      log += text;
      if (log.includes('worker_started')) resolve();
    });
  });
  const worker = {
    log: () => log,
    /** Ends it. @returns its exit code, or the signal that ended it */
    end: async (signal: 'SIGKILL' | 'SIGTERM' | 'SIGINT') => {
      child.kill(signal);
      const [code, endedBy] = await ended;
      running.delete(worker);
      return code ?? endedBy;
    },
  };
  running.add(worker);
  await Promise.race([
    started,
    ended.then(([code]) => Promise.reject(new Error(`ended with ${code}: ${log}`))),
  ]);
  return worker;
}

/** Ends the workers that a test left behind. */
export async function endWorkers() {
  await Promise.all([...running].map((worker) => worker.end('SIGKILL')));
}
