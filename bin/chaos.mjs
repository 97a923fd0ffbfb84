// npm run chaos [-- --orders 200] [--keep]: buys, cancels and gives back through a gateway full of faults, while the web server and the
// workers are killed again and again; then lets everything come to rest and compares all books.
import './node-version.mjs';
import { Problem } from './problem.mjs';
import { freePort, prepareApart, runProgram, startWeb, startWorker, untilReady } from './product-apart.mjs';
import { step } from './progress.mjs';
import { end, endOnSignals, isEnding } from './shutdown.mjs';

const BACK_AFTER_MS = 300;

endOnSignals();
try {
  const { folder, url } = await prepareApart('chaos');
  const gateway = await freePort();
  process.env.SANDBOX_GATEWAY_URL = `http://127.0.0.1:${gateway}`;
  const running = new Map();
  /** Whoever dies is followed by another; the program is told whom it may kill next. */
  const keepAlive = (name, start) => {
    const child = start();
    running.set(name, child);
    child.once('exit', () => {
      running.delete(name);
      if (!isEnding()) setTimeout(() => keepAlive(name, start), BACK_AFTER_MS);
    });
  };
  await step('Starting the web server and two workers', async () => {
    keepAlive('web', () => startWeb(folder));
    for (const name of ['worker', 'worker-2']) keepAlive(name, () => startWorker(folder, name));
    await untilReady(folder, url);
  });
  process.env.CHAOS_GATEWAY_PORT = String(gateway);
  // Whoever is only just coming back is not there to be killed.
  const program = runProgram('e2e/chaos.ts', { LOG_LEVEL: 'silent' }, (said) => ({
    killed: running.get(said.kill)?.kill('SIGKILL') ?? false,
  }));
  await end(await program);
} catch (error) {
  if (!isEnding()) console.error(error instanceof Problem ? `\n${error.message}` : error);
  await end(1);
}
