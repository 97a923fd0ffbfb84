import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from './problem.mjs';
import { root } from './settings.mjs';

const STAMP = '.next/tributary-sources';
const BUILD_ID = '.next/BUILD_ID';
const CLIENT = 'lib/generated/prisma/client.ts';
// Everything else in the repository may find its way into what is built.
const ELSEWHERE = new Set([
  'node_modules',
  'e2e',
  'bench',
  'bin',
  'prisma',
  'screenshots',
  'test-results',
  'playwright-report',
]);
const MADE = new Set(['lib/generated', 'public/theme', 'next-env.d.ts']);
const BUILDERS = ['bin/build.mjs', 'bin/extract-theme.tsx'];

/** Whether the last build was made of these very sources. */
export const isBuilt = () =>
  [CLIENT, BUILD_ID, STAMP].every((file) => existsSync(join(root, file))) &&
  readFileSync(join(root, STAMP), 'utf8') === sourcesHash();

/** A build that is interrupted leaves none behind that could be taken for this one. */
export const forgetBuild = () => rmSync(join(root, STAMP), { force: true });

export function rememberBuild(hash) {
  // Next.js has been seen to give up without saying so.
  if (!existsSync(join(root, BUILD_ID)))
    throw new Problem(
      'The build ended early and left nothing: start again, and look at the memory of this machine.',
    );
  writeFileSync(join(root, STAMP), hash);
}

export function sourcesHash() {
  const hash = createHash('sha256');
  for (const file of [...sources(''), ...sources('prisma/schema'), ...BUILDERS])
    hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  // What a build carries of its surroundings.
  const settings = Object.entries(process.env).filter(([name]) =>
    /^NEXT_(PUBLIC|SERVER_ACTIONS)_/.test(name),
  );
  hash.update(JSON.stringify([settings.sort(), process.versions.modules]));
  return hash.digest('hex');
}

function sources(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      if (entry.name.startsWith('.') || MADE.has(path) || (!folder && ELSEWHERE.has(entry.name))) return [];
      if (entry.isDirectory()) return sources(path);
      return /\.(md|log|tsbuildinfo)$|\.test\./.test(entry.name) ? [] : [path];
    });
}
