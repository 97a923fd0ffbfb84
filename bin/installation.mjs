import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { step } from './progress.mjs';
import { run } from './run-program.mjs';
import { Problem } from './problem.mjs';
import { root } from './settings.mjs';

/** Installs what the lock file says, unless it is there already. */
export async function install() {
  if (isInstalled()) return;
  const npm = findNpm();
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  await step('Installing packages', () =>
    run([npm, 'ci', '--include=dev', ...quiet], {
      problem:
        'npm could not install the packages: check the network and the registry (npm ping), then start again',
      // Prisma's engine runs as WebAssembly here; this keeps its installer from fetching the native one.
      env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath },
    }),
  );
}

// npm's own record of what it has put into node_modules, against what is wanted.
function isInstalled() {
  const record = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const there = packagesIn(record);
  const same = (path, { version, integrity }) =>
    there[path]?.version === version && there[path].integrity === integrity;
  return Object.entries(packagesIn(join(root, 'package-lock.json'))).every(
    ([path, wanted]) =>
      path === '' || same(path, wanted) || (!there[path] && (wanted.optional || wanted.peer)),
  );
}

const packagesIn = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

function findNpm() {
  const candidates = [
    process.env.npm_execpath,
    join(dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js'),
    join(dirname(process.execPath), 'node_modules/npm/bin/npm-cli.js'),
  ];
  const npm = candidates.find((path) => path?.endsWith('npm-cli.js') && existsSync(path));
  if (!npm) throw new Problem('npm was not found: start with "npm start".');
  return npm;
}
