import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Problem } from './problem.mjs';

// One segment of the write-ahead log: with less, PostgreSQL stops.
const SMALLEST_USABLE = 16 * 1024 * 1024;

/** The data folder, closed to others, but passable for the server's own user. */
export function makeDataFolder(dataDir) {
  try {
    const made = mkdirSync(dataDir, { recursive: true });
    if (made) chmodSync(dataDir, process.getuid?.() === 0 ? 0o711 : 0o700);
  } catch (error) {
    throw new Problem(unusable(dataDir, error.message));
  }
}

/** Writes a file for its owner only, whole or not at all. With `flag: 'new'` a file that is there already stays as it is. */
export function writeWhole(file, text, flag) {
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, text, { mode: 0o600 });
    if (flag === 'new') linkSync(draft, file);
    else renameSync(draft, file);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** What is wrong with the data folder and what to do about it, from the system's or PostgreSQL's own words. */
export function folderProblem(dataDir, error) {
  const reason = error.message.replace(/^.*?(FATAL|PANIC|initdb: error): +/, '').trim();
  if (/ENOSPC|EDQUOT|No space left|quota exceeded/i.test(reason) || isFull(dataDir))
    return `The disk that holds ${dataDir} is full: free at least 200 MB and start again, or put the data on another disk with TRIBUTARY_DATA.`;
  if (/EACCES|EPERM|EROFS|denied|not permitted|ownership|read-only/i.test(reason))
    return unusable(dataDir, reason);
  if (!existsSync(join(dataDir, 'postgres')))
    return `The database could not be made in ${dataDir} (${reason}): start again; nothing was left behind.`;
  return `The database in ${dataDir}/postgres does not start (${reason}). Nothing in it was changed; ${dataDir}/postgres.log says more. Move that folder away to begin with a new database, into which a backup can be restored.`;
}

const unusable = (dataDir, reason) =>
  `The data folder ${dataDir} cannot be used (${reason}): start as its owner, or choose another folder with TRIBUTARY_DATA.`;

function isFull(dataDir) {
  const { bavail, bsize } = existsSync(dataDir) ? statfsSync(dataDir) : { bavail: Infinity, bsize: 1 };
  return bavail * bsize < SMALLEST_USABLE;
}
