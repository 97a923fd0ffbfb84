import { spawn } from 'node:child_process';
import { Problem } from './problem.mjs';
import { root } from './settings.mjs';
import { atEnd } from './shutdown.mjs';

const DISK_FULL =
  'The disk is full: free some space (packages, build and data take about 2 GB) and start again.';

// A build that outlived a start that was killed would be in the way of the next one.
const FOLLOW = 'bin/follow-and-run.mjs';

/**
 * Runs a program to its end. Quietly: what it said is shown only if it fails, above the one line of `problem`; without one, the
 * program's own last line is that line.
 */
export function run(args, { problem, loud = false, env = {} }) {
  return new Promise((resolve, reject) => {
    const output = loud ? 'inherit' : 'pipe';
    const child = spawn(process.execPath, [FOLLOW, ...args], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', output, output, 'ipc'],
    });
    const settled = atEnd(() => child.kill());
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      settled();
      if (code === 0) return resolve(said);
      const lines = said.trimEnd().split('\n');
      if (/ENOSPC|No space left/i.test(said)) return reject(new Problem(DISK_FULL));
      if (!problem) return reject(new Problem(lines.at(-1)));
      if (said) console.error(shortened(lines).join('\n'));
      reject(new Problem(`${problem} (${signal ?? `exit code ${code}`}).`));
    });
  });
}

// The cause is at the beginning with some programs, at the end with others.
const shortened = (lines) => (lines.length <= 50 ? lines : [...lines.slice(0, 20), '…', ...lines.slice(-30)]);
