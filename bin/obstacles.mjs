import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DEMO_PASSWORD, demoPassword } from './demo-password.mjs';
import { Problem } from './problem.mjs';
import { commandOf } from './process-table.mjs';
import { isLoopback, listenProblem } from './settings.mjs';

const LEAVING_MS = 5_000;

/** What stands in the way of a start is found before the minutes of work, and said in one line. */
export async function refuseObstacles(settings) {
  refuseOpenDemo(settings);
  refuseSecondStart(settings);
  await refuseTakenPort(settings);
}

function refuseOpenDemo({ embedded, host }) {
  if (embedded && !isLoopback(host) && demoPassword() === DEMO_PASSWORD)
    throw new Problem(
      `HOST=${host} opens the demo accounts, whose password is published, to the network: give them another one with DEMO_PASSWORD, or leave HOST out.`,
    );
}

export const runningFile = (dataDir) => join(dataDir, 'running.json');

function refuseSecondStart({ embedded, dataDir }) {
  const file = runningFile(dataDir);
  if (!embedded || !existsSync(file)) return;
  const { pid, url } = JSON.parse(readFileSync(file, 'utf8'));
  if (commandOf(pid).includes('start.mjs'))
    throw new Problem(
      `Tributary runs already: ${url} (process ${pid}, data in ${dataDir}). Use it, or stop it first.`,
    );
}

// The web server of a start that was killed notices within moments, and lets go of the port.
async function refuseTakenPort(settings) {
  const patience = Date.now() + LEAVING_MS;
  for (;;) {
    const error = await listenError(settings);
    if (!error) return;
    if (error.code !== 'EADDRINUSE' || Date.now() > patience)
      throw new Problem(listenProblem(error, settings));
    await sleep(250);
  }
}

function listenError({ host, port }) {
  return new Promise((resolve) => {
    const probe = createServer()
      .once('error', resolve)
      .listen(port, host, () => probe.close(() => resolve(undefined)));
  });
}
