import { spawn } from 'node:child_process';
import { passOn } from './log-lines.mjs';
import { say } from './progress.mjs';
import { root } from './settings.mjs';
import { isEnding } from './shutdown.mjs';

const RESPAWN_MS = 1_000;
const STOP_PATIENCE_MS = 20_000;

/**
 * Keeps a process running: one that ends by itself is started again after a second. It has a process group of its own, so that
 * Ctrl-C reaches it through us and in order, and a channel, so that it notices when we are killed.
 */
export function keepRunning(name, args, env) {
  let child;
  let deaths = 0;
  let stopping = false;

  function start() {
    child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
    });
    passOn(name, child);
    child.on('error', (error) => say(`The ${name} process could not be started: ${error.message}`));
    child.on('exit', onExit);
  }

  function onExit(code, signal) {
    if (stopping || isEnding()) return;
    deaths += 1;
    say(`The ${name} process ended (${signal ?? `exit code ${code}`}); starting it again`);
    setTimeout(() => stopping || isEnding() || start(), RESPAWN_MS);
  }

  start();
  return {
    deaths: () => deaths,
    kill: () => child.kill('SIGKILL'),
    /** For when its settings have changed. */
    restart: () => child.kill('SIGTERM'),
    stop: () => {
      stopping = true;
      return stopped(child);
    },
  };
}

function stopped(child) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MS);
    child.once('exit', () => {
      clearTimeout(late);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
