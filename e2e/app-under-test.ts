import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const LOGS = '.build/e2e';
const PATIENCE_MS = 60_000;
/** Longer than either takes to end in good order. */
const LAST_WORDS_MS = 30_000;

/** Where the app under test listens: `E2E_PORT`, or 4141. */
export const appUrl = () => `http://127.0.0.1:${process.env.E2E_PORT ?? '4141'}`;

/** Starts the built app and a worker with the settings of this process, and waits until both answer for themselves. */
export async function startApp() {
  if (!existsSync('.next/BUILD_ID')) throw new Error('there is no build to test: run `npm run build` first');
  mkdirSync(LOGS, { recursive: true });
  const web = startProcess('web', ['bin/web.mjs']);
  const worker = startProcess('worker', ['--import', 'tsx', 'bin/worker.mjs']);
  const processes = [web, worker];
  const stop = () => Promise.all(processes.map(stopProcess));
  try {
    await untilHealthy(processes);
  } catch (error) {
    await stop();
    throw error;
  }
  return async () => {
    const ended = processes.find(hasEnded);
    await stop();
    if (ended)
      throw new Error(`the ${ended.name} process ended during the journeys: see ${LOGS}/${ended.name}.log`);
  };
}

type Process = { name: string; child: ChildProcess };

function startProcess(name: string, args: string[]): Process {
  const log = openSync(`${LOGS}/${name}.log`, 'w');
  const child = spawn(process.execPath, args, { stdio: ['ignore', log, log] });
  return { name, child };
}

const hasEnded = ({ child }: Process) => child.exitCode !== null || child.signalCode !== null;

async function untilHealthy(processes: Process[]) {
  const patience = Date.now() + PATIENCE_MS;
  let answer = 'no answer';
  while (Date.now() < patience) {
    const ended = processes.find(hasEnded);
    if (ended)
      throw new Error(`the ${ended.name} process ended instead of starting: see ${LOGS}/${ended.name}.log`);
    answer = await health();
    if (answer === 'healthy' && hasSaid('worker', 'worker_started')) return;
    await sleep(200);
  }
  throw new Error(`web server and worker did not both become ready (${answer}): see ${LOGS}/`);
}

const hasSaid = (name: string, word: string) => readFileSync(`${LOGS}/${name}.log`, 'utf8').includes(word);

async function health() {
  try {
    const response = await fetch(`${appUrl()}/api/health`);
    return response.ok ? 'healthy' : `${response.status} ${await response.text()}`;
  } catch (error) {
    return String(error);
  }
}

async function stopProcess(process: Process) {
  if (hasEnded(process)) return;
  const ended = new Promise((resolve) => process.child.once('exit', resolve));
  process.child.kill('SIGTERM');
  const kill = setTimeout(() => process.child.kill('SIGKILL'), LAST_WORDS_MS);
  await ended;
  clearTimeout(kill);
}
