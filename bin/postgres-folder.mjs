import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { folderProblem, makeDataFolder } from './data-folder.mjs';
import { commandAs } from './postgres-binaries.mjs';
import { Problem } from './problem.mjs';
import { isAlive } from './process-table.mjs';

// Written last. A folder without it is an initialisation that was interrupted, a folder with it is never touched.
const ACCESS = 'tributary.json';
const BEGUN = 'postgres.begun-';

/** The database folder inside the data folder and its passwords, made if there is none yet. */
export async function databaseFolder({ dataDir, binaries, user, log }) {
  makeDataFolder(dataDir);
  const folder = join(dataDir, 'postgres');
  clearInterrupted(dataDir);
  if (!existsSync(join(folder, ACCESS))) {
    moveAside(folder, log);
    log('Making a new database');
    await initialise({ dataDir, folder, binaries, user });
  }
  return { folder, access: readAccess(folder) };
}

/** The two roles and their passwords. */
export function readAccess(folder) {
  return JSON.parse(readFileSync(join(folder, ACCESS), 'utf8'));
}

// The folder gets its name only when it is complete: a kill at any moment leaves nothing that could be taken for a database.
async function initialise({ dataDir, folder, binaries, user }) {
  const begun = join(dataDir, `${BEGUN}${process.pid}`);
  const access = { user: 'tributary', password: secret(), superuser: 'postgres', superpassword: secret() };
  const passwordFile = `${begun}.password`;
  try {
    mkdirSync(begun, { mode: 0o700 });
    writeFileSync(passwordFile, access.superpassword, { mode: 0o600 });
    if (user) for (const path of [begun, passwordFile]) chownSync(path, user.uid, user.gid);
    await runInitdb({ binaries, user, begun, passwordFile, dataDir, superuser: access.superuser });
    writeFileSync(join(begun, ACCESS), JSON.stringify(access), { mode: 0o600 });
    renameSync(begun, folder);
  } catch (error) {
    // Two starts at once: the other one finished first, and its database is as good.
    if (!existsSync(join(folder, ACCESS))) throw error;
  } finally {
    rmSync(begun, { recursive: true, force: true });
    rmSync(passwordFile, { force: true });
  }
}

function runInitdb({ binaries, user, begun, passwordFile, dataDir, superuser }) {
  // PostgreSQL's own Unicode rules: the same order on every machine, whatever locales it has.
  const text = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = [`--username=${superuser}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  const run = commandAs(user, binaries.initdb, [`--pgdata=${begun}`, ...access, ...text], [begun]);
  return new Promise((resolve, reject) => {
    const child = spawn(run.command, run.args, {
      ...run.options,
      env: serverEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk) => (said += chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) return resolve();
      const reason =
        said.split('\n').find((line) => /error|fatal|could not|denied/i.test(line)) ??
        signal ??
        `exit code ${code}`;
      reject(new Problem(folderProblem(dataDir, new Error(reason))));
    });
  });
}

/** Nothing of the caller's settings reaches the server; its messages are read by us, so they are in English. */
export function serverEnvironment() {
  return { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
}

function clearInterrupted(dataDir) {
  for (const name of readdirSync(dataDir)) {
    const pid = Number(/^postgres\.begun-(\d+)/.exec(name)?.[1]);
    // An initdb whose parent was killed may still be writing there.
    if (pid && (pid === process.pid || !isAlive(pid)))
      rmSync(join(dataDir, name), { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

function moveAside(folder, log) {
  if (!existsSync(folder)) return;
  if (readdirSync(folder).length === 0) return rmSync(folder, { recursive: true });
  const aside = `${folder}.incomplete-${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}`;
  renameSync(folder, aside);
  log(`The database folder was never finished; it was moved to ${aside} and a new one is made`);
}

const secret = () => randomBytes(24).toString('base64url');
