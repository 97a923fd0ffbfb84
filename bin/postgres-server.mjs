import { spawn } from 'node:child_process';
import { closeSync, fstatSync, ftruncateSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { commandAs } from './postgres-binaries.mjs';
import { serverEnvironment } from './postgres-folder.mjs';
import { commandOf, isAlive } from './process-table.mjs';

// For a laptop of two cores beside a browser. Durable: what was acknowledged survives a power cut (fsync, synchronous_commit are on).
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 200,
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  random_page_cost: 1.1,
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
};
const LARGEST_LOG = 5_000_000;
const NO_PROCESS = 2 ** 30;
const FIRST_PORT = 15432;

/** The server that runs on this folder now, with the pid and port of its lock file; `undefined` when none does. */
export function runningServer(folder) {
  const lock = readLock(folder);
  return lock && isServerOf(folder, lock.pid) ? lock : undefined;
}

function readLock(folder) {
  const lines = readIfThere(join(folder, 'postmaster.pid'))?.split('\n');
  return lines && { pid: Number(lines[0]), port: Number(lines[3]) };
}

// A server that ends takes its lock file away at any moment.
function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function isServerOf(folder, pid) {
  const command = commandOf(pid);
  return command.includes('postgres') && command.includes(folder);
}

/**
 * Starts the server, apart from our terminal (Ctrl-C must not reach it before the web server and the worker have ended)
 * and with its output in a file, so that it outlives whoever started it. `failure` says why it did not stay up.
 */
export function spawnServer({ folder, port, binaries, user, logFile }) {
  disarmStaleLock(folder);
  const log = openLog(logFile);
  const begin = fstatSync(log).size;
  const settings = Object.entries({ ...SETTINGS, port }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const run = commandAs(user, binaries.postgres, ['-D', folder, ...settings], [folder]);
  const child = spawn(run.command, run.args, {
    ...run.options,
    env: serverEnvironment(),
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  child.unref();
  const server = { pid: child.pid, port, failure: undefined };
  child.on('error', (error) => (server.failure = error.message));
  child.on('exit', () => (server.failure ??= reasonIn(readFileSync(logFile).subarray(begin).toString())));
  return server;
}

// After a power cut the old server's pid may belong to any other process, and PostgreSQL would take that for a live server. Only
// the pid is blanked: PostgreSQL still checks the memory segment named in the file, which shows processes that outlived their server.
function disarmStaleLock(folder) {
  const file = join(folder, 'postmaster.pid');
  const lock = readLock(folder);
  if (!lock || isServerOf(folder, lock.pid)) return;
  if (!(lock.pid > 0)) return rmSync(file);
  if (isAlive(lock.pid)) writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(NO_PROCESS)));
}

function openLog(logFile) {
  const log = openSync(logFile, 'a', 0o600);
  if (fstatSync(log).size > LARGEST_LOG) ftruncateSync(log);
  return log;
}

function reasonIn(log) {
  const lines = log
    .split('\n')
    .filter((line) => /FATAL|PANIC|could not|error while loading|No space/.test(line));
  return (lines.at(-1) ?? log.trim().split('\n').at(-1) ?? '').replace(
    /^.*?(FATAL|PANIC|LOG|WARNING): +/,
    '',
  );
}

/** The port of the last start if it is free, else the next free one. */
export async function freePort(folder) {
  const last = Number(/port=(\d+)/.exec(readIfThere(join(folder, 'postmaster.opts')) ?? '')?.[1]);
  for (let port = last || FIRST_PORT; ; port += 1) if (await isFree(port)) return port;
}

function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer()
      .once('error', () => resolve(false))
      .listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
