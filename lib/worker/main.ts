import { setTimeout as sleep } from 'node:timers/promises';
import { run } from 'graphile-worker';
import { resumeIssues } from '../codes/resume-issues';
import { systemContext } from '../context';
import { disconnect } from '../db';
import { env } from '../env';
import { lastErrors } from '../error-notes';
import { startTracker } from '../error-tracker';
import { logError, logEvent } from '../log';
import { startRecording } from '../monitoring/record-errors';
import { enabledProviders } from '../payments/payment-providers';
import { resumeSagas } from '../resume-sagas';
import { announceAlerts } from './announce-alerts';
import { evaluateAlerts } from './evaluate-alerts';
import { directUrl, PoolLock } from './pool-lock';
import { queueLogger } from './queue-logger';
import { reclaimJobs, reportGivenUpJobs } from './reclaim-jobs';
import { bindings, periodic, tasks } from './registry';
import { schedule, taskList } from './task-list';

const LOOK_AFTER_MS = 10_000;
/** How long a job may take to come to an end when the worker is asked to. Past it, the job runs again elsewhere. */
const LAST_WORDS_MS = 15_000;

const lock = new PoolLock();
const ending = new AbortController();

const runner = await run({
  connectionString: directUrl(),
  concurrency: env().WORKER_CONCURRENCY,
  maxPoolSize: env().WORKER_CONCURRENCY + 2,
  taskList: taskList(bindings, tasks, periodic),
  parsedCronItems: schedule(periodic),
  logger: queueLogger,
  noHandleSignals: true,
  gracefulShutdownAbortTimeout: 1,
  preset: {
    // Otherwise nobody waits for a finished job to be marked as such: it would run again after the worker ended.
    worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 },
    plugins: [
      {
        name: 'PoolLockPlugin',
        version: '1.0.0',
        // No job is taken before the lock is held.
        worker: { hooks: { startWorker: (_, { worker }) => lock.hold(worker.workerPool.id) } },
      },
    ],
  },
});

logEvent('payment_providers', {
  on:
    enabledProviders()
      .map(({ name }) => name)
      .join(', ') || 'none',
});

/** What the queue does not do by itself. Every worker does it, and none in another's way. */
async function lookAfter() {
  while (!ending.signal.aborted) {
    const ctx = systemContext('worker.look-after');
    const looks = [reclaimJobs, reportGivenUpJobs, resumeIssues, resumeSagas, evaluateAlerts, announceAlerts];
    for (const look of looks) {
      await look(ctx).catch((error: unknown) =>
        logError(error, { event: look.name, request_id: ctx.requestId }),
      );
    }
    await sleep(LOOK_AFTER_MS, undefined, { ref: false });
  }
}

async function end(reason: string) {
  if (ending.signal.aborted) return;
  ending.abort();
  logEvent('worker_ending', { reason });
  setTimeout(() => process.exit(1), LAST_WORDS_MS).unref();
  await runner.stop(reason);
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    end(signal).catch((error: unknown) => logError(error, { event: 'worker_did_not_end_well' }));
  });
}

startRecording();
await startTracker();
logEvent('worker_started', { concurrency: env().WORKER_CONCURRENCY, pid: process.pid });
void lookAfter();
try {
  await runner.promise;
} catch (error) {
  logError(error, { event: 'worker_broke_down' });
}
// Ending without having been asked to is a breakdown: whoever started this process starts another.
const asked = ending.signal.aborted;
await lock.close();
await lastErrors();
await disconnect();
process.exit(asked ? 0 : 1);
