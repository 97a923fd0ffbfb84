// The built product on a database of its own, filled by whoever starts it and thrown away afterwards.
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
import { atEnd } from './shutdown.mjs';

const PATIENCE_MS = 60_000;
const LAST_WORDS_MS = 20_000;
const ENVIRONMENT = { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', TRUSTED_PROXIES: '1' };

/** A database, built pages, and an address for them; nothing of them runs yet. `name` is that of its folder. */
export async function prepareApart(name) {
  // On the disk of the project, where its data folder is as well: a folder for temporary files may be in memory, where nothing is durable.
  const folder = join(root, `.build/${name}-${process.pid}`);
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
  if (process.argv.includes('--keep')) say(`The database stays in ${folder}`);
  return { folder, url, adminUrl: server.adminUrl };
}

/** A free port of this machine, and nothing of the settings of another database. */
async function chooseAddress() {
  for (const name of ['DATABASE_URL', 'DATABASE_DIRECT_URL', 'SMTP_URL', 'WORKSPACE_API_URL'])
    delete process.env[name];
  const port = await freePort();
  process.env.PORT = String(port);
  process.env.HOST = '127.0.0.1';
  process.env.NEXTAUTH_URL = `http://127.0.0.1:${port}`;
  return process.env.NEXTAUTH_URL;
}

/** A port of this machine that nobody uses at the moment. */
export async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((listening) => probe.once('listening', listening));
  const { port } = probe.address();
  await new Promise((closed) => probe.close(closed));
  return port;
}

const logOf = (folder, name) => join(folder, `${name}.log`);

/** The web server or a worker; it logs as in production, into a file. */
function startPart(folder, name, args) {
  return startProcess(name, args, ENVIRONMENT, openSync(logOf(folder, name), 'a'));
}

export const startWeb = (folder) => startPart(folder, 'web', ['bin/web.mjs']);
export const startWorker = (folder, name = 'worker') =>
  startPart(folder, name, ['--import', 'tsx', 'bin/worker.mjs']);

/** What does the work of the command, and talks to people; `hear` answers what it asks of this process. @returns its exit code */
export async function runProgram(script, env, hear = () => ({})) {
  const child = startProcess(script, ['--import', 'tsx', script, ...process.argv.slice(2)], env, 'inherit');
  child.on('message', (said) => child.connected && child.send(hear(said)));
  return new Promise((done) => child.on('exit', (code) => done(code ?? 1)));
}

function startProcess(name, args, env, output) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', output, output, 'ipc'],
    detached: true,
  });
  child.on('error', (error) => say(`${name} could not be started: ${error.message}`));
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

export async function untilReady(folder, url) {
  for (const patience = Date.now() + PATIENCE_MS; Date.now() < patience; await sleep(200)) {
    const answer = await fetch(`${url}/api/health`).catch(() => undefined);
    if (answer?.ok && readFileSync(logOf(folder, 'worker'), 'utf8').includes('worker_started')) return;
  }
  const said = ['web', 'worker'].map((name) =>
    readFileSync(logOf(folder, name), 'utf8').split('\n').slice(-20).join('\n'),
  );
  throw new Problem(`Web server and worker did not become ready:\n${said.join('\n')}`);
}
