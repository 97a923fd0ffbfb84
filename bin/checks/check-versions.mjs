// Every version is pinned, and some may not go below, or beyond, what the reasons here say.
import { runAsCommand } from './files-in-git.mjs';

const FLOORS = {
  next: ['16.4.1', 'known holes in older ones'],
  'next-auth': ['4.24.15', 'known holes in older ones'],
  react: ['19.2.6', 'known holes in older ones'],
  'react-dom': ['19.2.6', 'known holes in older ones'],
};
const LINES = {
  typescript: ['6.0', 'with version 7 the import law reads nothing and passes'],
};

const parts = (version) => version.split('.').map(Number);

function isBelow(version, floor) {
  const [a, b] = [parts(version), parts(floor)];
  const differing = a.findIndex((number, i) => number !== b[i]);
  return differing >= 0 && a[differing] < b[differing];
}

export function badVersions(_files, textOf) {
  const { dependencies, devDependencies } = JSON.parse(textOf('package.json'));
  const locked = JSON.parse(textOf('package-lock.json')).packages;
  const installed = (name) => locked[`node_modules/${name}`]?.version ?? '0.0.0';
  const found = [];
  for (const [name, range] of Object.entries({ ...dependencies, ...devDependencies })) {
    if (!/^\d+\.\d+\.\d+/.test(range)) found.push(`package.json: pin ${name} to one version, not ${range}`);
    else if (installed(name) !== range)
      found.push(`package-lock.json: ${name} is ${installed(name)}, not ${range}`);
  }
  for (const [name, [floor, reason]] of Object.entries(FLOORS))
    if (isBelow(installed(name), floor))
      found.push(`${name} ${installed(name)} is below ${floor}: ${reason}`);
  for (const [name, [line, reason]] of Object.entries(LINES))
    if (!installed(name).startsWith(`${line}.`))
      found.push(`${name} ${installed(name)} is not ${line}: ${reason}`);
  return found;
}

runAsCommand(import.meta.url, badVersions);
