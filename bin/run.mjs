// Runs a script with settings and database in place: the database of `npm start` while that runs, otherwise one started for it.
import './node-version.mjs';
import { spawn } from 'node:child_process';
import { startPostgres } from './postgres.mjs';
import { Problem } from './problem.mjs';
import { loadSettings, root } from './settings.mjs';
import { atEnd, end, endOnSignals, isEnding } from './shutdown.mjs';

endOnSignals();
try {
  const { embedded, dataDir } = loadSettings();
  if (embedded) {
    const server = await startPostgres({ dataDir, log: console.log });
    atEnd(
      () => server.stop(),
      () => undefined,
    );
    process.env.DATABASE_URL = server.url;
  }
  const [script, ...args] = process.argv.slice(2);
  await end(await exitCodeOf(['--import', 'tsx', script, ...args]));
} catch (error) {
  if (!isEnding()) console.error(error instanceof Problem ? error.message : error);
  await end(1);
}

function exitCodeOf(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
    atEnd(
      () => child.kill(),
      () => child.kill('SIGKILL'),
    );
    child.on('error', reject).on('exit', (code) => resolve(code ?? 1));
  });
}
