// npm run bench [-- --only issue,callback] [--rounds 5] [--codes 1000000] [--quick] [--keep]: measures the built product on a database
// of its own, filled for it and thrown away afterwards.
import './node-version.mjs';
import { spawn } from 'node:child_process';
import { mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isBuilt } from './build-stamp.mjs';
import { build } from './build.mjs';
import { migrate } from './demo.mjs';
import { startPostgres } from './postgres.mjs';
import { Problem } from './problem.mjs';
import { say, step } from './progress.mjs';
import { loadSettings, root } from './settings.mjs';
import { atEnd, end, endOnSignals, isEnding } from './shutdown.mjs';

const PATIENCE_MS = 60_000;
const LAST_WORDS_MS = 20_000;
// On the disk of the project, where its data folder is as well: a folder for temporary files may be in memory, where nothing is durable.
const folder = join(root, `.build/bench-${process.pid}`);

const logOf = (name) => join(folder, `${name}.log`);

endOnSignals();
try {
  mkdirSync(folder, { recursive: true });
  if (!process.argv.includes('--keep'))
    atEnd(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  const url = await chooseAddress();
  // The secrets of `npm start`, so that one build serves both.
  loadSettings({ embedded: true });
  if (!isBuilt()) await step('Building the application', () => build({ loud: false }));
  const server = await step('Starting a database', () => startPostgres({ dataDir: folder, log: say }));
  atEnd(
    () => server.stop(),
    () => server.kill(),
  );
  process.env.DATABASE_URL = server.url;
  await migrate();
  const env = { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', TRUSTED_PROXIES: '1' };
  const worker = await step('Starting the web server and a worker', async () => {
    start('web', ['bin/web.mjs'], env);
    const child = start('worker', ['--import', 'tsx', 'bin/worker.mjs'], env);
    await untilReady(url);
    return child;
  });
  if (process.argv.includes('--keep')) say(`The database stays in ${folder}`);
  const measuring = start('bench', ['--import', 'tsx', 'bench/main.ts', ...process.argv.slice(2)], {
    BENCH_ADMIN_URL: server.adminUrl,
    BENCH_WORKER_PID: String(worker.pid),
    LOG_LEVEL: 'error',
  });
  await end(await new Promise((done) => measuring.on('exit', (code) => done(code ?? 1))));
} catch (error) {
  if (!isEnding()) console.error(error instanceof Problem ? `\n${error.message}` : error);
  await end(1);
}

/** A free port of this machine, and nothing of the settings of another database. */
async function chooseAddress() {
  for (const name of ['DATABASE_URL', 'DATABASE_DIRECT_URL', 'SMTP_URL', 'WORKSPACE_API_URL'])
    delete process.env[name];
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((listening) => probe.once('listening', listening));
  const { port } = probe.address();
  await new Promise((closed) => probe.close(closed));
  process.env.PORT = String(port);
  process.env.HOST = '127.0.0.1';
  process.env.NEXTAUTH_URL = `http://127.0.0.1:${port}`;
  return process.env.NEXTAUTH_URL;
}

/** What is measured logs as it does in production, into a file; what measures talks to people. */
function start(name, args, env) {
  const output = name === 'bench' ? 'inherit' : openSync(logOf(name), 'w');
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', output, output, 'ipc'],
    detached: true,
  });
  child.on('error', (error) => say(`The ${name} process could not be started: ${error.message}`));
  const ended = new Promise((gone) => child.once('exit', gone));
  atEnd(
    async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), LAST_WORDS_MS);
      await ended;
      clearTimeout(late);
    },
    () => child.kill('SIGKILL'),
  );
  return child;
}

async function untilReady(url) {
  for (const patience = Date.now() + PATIENCE_MS; Date.now() < patience; await sleep(200)) {
    const answer = await fetch(`${url}/api/health`).catch(() => undefined);
    if (answer?.ok && readFileSync(logOf('worker'), 'utf8').includes('worker_started')) return;
  }
  const said = ['web', 'worker'].map((name) =>
    readFileSync(logOf(name), 'utf8').split('\n').slice(-20).join('\n'),
  );
  throw new Problem(`Web server and worker did not become ready:\n${said.join('\n')}`);
}
