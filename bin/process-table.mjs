import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

export function isAlive(pid) {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** The command line of a process, empty when there is none: a pid alone may by now belong to anybody. */
export function commandOf(pid) {
  if (!isAlive(pid)) return '';
  try {
    if (existsSync('/proc/self/cmdline'))
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return ''; // it ended meanwhile
  }
  return String(spawnSync('ps', ['-ww', '-p', String(pid), '-o', 'command=']).stdout);
}

/** The process that started a process; 0 when that cannot be said. */
export function parentOf(pid) {
  if (!isAlive(pid)) return 0;
  if (existsSync('/proc/self/stat')) {
    // After the name, which may hold anything, come the state and the parent.
    const [, , parent] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(')').at(-1).split(' ');
    return Number(parent);
  }
  return Number(spawnSync('ps', ['-p', String(pid), '-o', 'ppid=']).stdout);
}
