// Everything that can be said of the code without running it, in seconds: `npm run verify [-- --json <file>]`.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const CACHE = '.build/verify';
const CLIENT = 'lib/generated/prisma/client.ts';

// The slow ones first; the others fill the gaps.
const checks = [
  [
    'types',
    ['next', 'typegen'],
    ['tsc', '--noEmit', '--pretty', 'false', '--tsBuildInfoFile', `${CACHE}/tsc.json`],
  ],
  [
    'format',
    ['prettier', '--check', '.', '--log-level', 'warn', '--cache', '--cache-location', `${CACHE}/prettier`],
  ],
  ['lint', ['oxlint', '-f', 'unix']],
  ['unused code', ['knip', '--no-progress', '--cache', '--cache-location', `${CACHE}/knip`]],
  ['words', ['node', 'bin/checks/check-words.mjs']],
  ['import law', ['node', 'bin/checks/import-law.mjs']],
  ['names', ['node', 'bin/checks/check-names.mjs']],
  ['texts', ['node', 'bin/checks/check-texts.mjs']],
  ['versions', ['node', 'bin/checks/check-versions.mjs']],
  ['error table', ['node', '--import', 'tsx', 'bin/error-table.ts', '--check']],
  ['clock table', ['node', '--import', 'tsx', 'bin/clock-table.ts', '--check']],
];

function run([command, ...args]) {
  const program = command === 'node' ? process.execPath : join(root, 'node_modules/.bin', command);
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, env: { ...process.env, NO_COLOR: '1' } });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ ok: false, output: `${error.message}\n` }));
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}

async function check([name, ...commands]) {
  const begin = performance.now();
  let result;
  for (const command of commands) {
    result = await run(command);
    if (!result.ok) break;
  }
  const seconds = ((performance.now() - begin) / 1000).toFixed(1);
  console.log(`${result.ok ? 'ok    ' : 'FAILED'} ${name.padEnd(12)} ${seconds.padStart(5)} s`);
  if (!result.ok) console.log(result.output.trimEnd().replace(/^/gm, '    '));
  return result.ok;
}

const changedAt = (path) => statSync(join(root, path)).mtimeMs;

/** The generated client is not in git: types and lint need it as new as the schema. */
async function generateClient() {
  const schema = readdirSync(join(root, 'prisma/schema')).map((file) => changedAt(`prisma/schema/${file}`));
  if (existsSync(join(root, CLIENT)) && changedAt(CLIENT) >= Math.max(...schema)) return;
  const { ok, output } = await run(['prisma', 'generate']);
  if (!ok) throw new Error(output);
}

async function inTurn(waiting, atOnce) {
  const results = [];
  const next = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) results.push(await check(one));
  };
  await Promise.all(Array.from({ length: atOnce }, next));
  return results;
}

mkdirSync(join(root, CACHE), { recursive: true });
await generateClient();
const results = await inTurn([...checks], Math.max(2, availableParallelism()));
const passed = results.filter(Boolean).length;
const failed = results.length - passed;
console.log(`${passed} checks passed, ${failed} failed`);
const json = process.argv.indexOf('--json');
if (json > 0) writeFileSync(process.argv[json + 1], JSON.stringify({ passed, failed }));
process.exitCode = failed > 0 ? 1 : 0;
