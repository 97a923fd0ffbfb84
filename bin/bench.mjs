// npm run bench [-- --only issue,callback] [--rounds 5] [--codes 1000000] [--quick] [--keep]: measures the built product on a database
// of its own, filled for it and thrown away afterwards.
import './node-version.mjs';
import { Problem } from './problem.mjs';
import { prepareApart, runProgram, startWeb, startWorker, untilReady } from './product-apart.mjs';
import { step } from './progress.mjs';
import { end, endOnSignals, isEnding } from './shutdown.mjs';

endOnSignals();
try {
  const { folder, url, adminUrl } = await prepareApart('bench');
  const worker = await step('Starting the web server and a worker', async () => {
    startWeb(folder);
    const child = startWorker(folder);
    await untilReady(folder, url);
    return child;
  });
  await end(
    await runProgram('bench/main.ts', {
      BENCH_ADMIN_URL: adminUrl,
      BENCH_WORKER_PID: String(worker.pid),
      LOG_LEVEL: 'error',
    }),
  );
} catch (error) {
  if (!isEnding()) console.error(error instanceof Problem ? `\n${error.message}` : error);
  await end(1);
}
