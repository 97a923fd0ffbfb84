import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { lawFor, nouns, unreadFiles } from './import-law.mjs';

const LAW = fileURLToPath(new URL('import-law.mjs', import.meta.url));
const trees = [];
afterAll(() => trees.forEach((tree) => rmSync(tree, { recursive: true, force: true })));

const ours = (path) => /^(app|components|lib|prisma|e2e)\//.test(path);
const importLine = (target, i) => {
  const path = target.replace(/^type /, '');
  const type = path === target ? '' : 'type ';
  return `import ${type}{ it as it${i} } from '${ours(path) ? `@/${path}` : path}';`;
};

/** Lays out a repository, each file given as the list of what it imports, and runs the check in it. */
function runLaw(imports, more = {}) {
  const tree = mkdtempSync(join(tmpdir(), 'import-law-'));
  trees.push(tree);
  const compilerOptions = { module: 'esnext', moduleResolution: 'bundler', paths: { '@/*': ['./*'] } };
  const files = { 'tsconfig.json': JSON.stringify({ compilerOptions }), ...more };
  for (const target of Object.values(imports)
    .flat()
    .map((target) => target.replace(/^type /, ''))) {
    if (ours(target)) files[`${target}.ts`] = 'export const it = 1;\n';
  }
  for (const [file, targets] of Object.entries(imports)) {
    files[`${file}.ts`] = [...targets.map(importLine), 'export const it = 1;\n'].join('\n');
  }
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    writeFileSync(join(tree, file), text);
  }
  spawnSync('git', ['init', '-q'], { cwd: tree });
  const { status, stdout, stderr } = spawnSync('node', [LAW], { cwd: tree, encoding: 'utf8' });
  return { passed: status === 0, lines: stderr.split('\n').filter(Boolean), stdout };
}

const house = {
  'app/layout': ['app/providers', 'components/ui/frame'],
  'app/(distributor)/codes/page': [
    'app/(distributor)/codes/codes-table',
    // The actions of another route.
    'app/(distributor)/orders/actions',
    'lib/codes/list-codes',
    'lib/web/session',
    'lib/errors',
  ],
  'app/(distributor)/codes/codes-table': [
    'components/codes/code-status',
    'lib/codes/schema',
    'app/(distributor)/codes/actions',
  ],
  'app/(distributor)/codes/actions': ['lib/web/define-action', 'lib/codes/buy-codes', 'type lib/db'],
  'app/i/[token]/page': ['app/i/[token]/accept-form', 'lib/generated/prisma/enums', 'next/navigation'],
  'components/codes/code-status': [
    'lib/money',
    'lib/generated/prisma/enums',
    'type lib/codes/list-codes',
    'react',
  ],
  'lib/codes/buy-codes': [
    'lib/orders/create-order',
    'lib/codes/internal',
    'lib/codes/schema',
    'lib/transaction',
    'node:crypto',
  ],
  'lib/codes/list-codes': ['lib/context'],
  'lib/codes/schema': ['lib/text', 'lib/money'],
  'lib/orders/create-order': ['lib/orders/jobs', 'lib/transaction'],
  'lib/orders/jobs': ['lib/queue'],
  'lib/web/session': ['lib/accounts/get-user', 'lib/context', 'next/headers'],
  'lib/web/define-action': ['lib/errors', 'lib/web/session'],
  'lib/transaction': ['lib/context'],
  'lib/context': ['lib/db'],
  'lib/db': ['lib/generated/prisma/client', 'pg'],
  'lib/worker/registry': ['lib/codes/buy-codes', 'lib/orders/jobs'],
  'lib/testing/factories': ['lib/codes/buy-codes', 'lib/db', 'prisma/migrate'],
  'prisma/seed': ['lib/testing/factories'],
  'e2e/fixtures': ['lib/testing/factories'],
};

// [rule, file, what it must not import]
const planted = [
  ...nouns
    .slice(0, -1)
    .map((noun, i) => [`${noun}-imports-only-downwards`, `lib/${noun}/low`, `lib/${nouns[i + 1]}/high`]),
  ['codes-imports-only-downwards', 'lib/codes/list-codes', 'lib/monitoring/raise-alert'],
  ['nothing-imports-app', 'components/ui/frame', 'app/providers'],
  ['nothing-imports-worker', 'lib/codes/list-codes', 'lib/worker/registry'],
  ['components-see-only-shapes', 'components/codes/code-status', 'lib/codes/list-codes'],
  ['components-see-only-shapes', 'components/ui/frame', 'lib/errors'],
  ['kernel-knows-no-noun', 'lib/transaction', 'lib/orders/create-order'],
  ['kernel-knows-no-noun', 'lib/context', 'lib/web/session'],
  ['lib-knows-no-web', 'lib/codes/list-codes', 'react'],
  ['lib-knows-no-web', 'lib/context', 'next/headers'],
  ['lib-knows-no-web', 'lib/worker/registry', 'components/ui/frame'],
  ['web-knows-only-accounts', 'lib/web/session', 'lib/orders/create-order'],
  ['internal-is-internal', 'lib/members/remove-member', 'lib/codes/internal'],
  ['internal-not-from-outside', 'app/(distributor)/codes/actions', 'lib/codes/internal'],
  ['routes-have-no-sql', 'app/(distributor)/codes/page', 'lib/db'],
  ['routes-have-no-sql', 'app/(distributor)/codes/page', 'lib/generated/prisma/client'],
  ['routes-have-no-sql', 'proxy', 'pg'],
  ['test-code-stays-in-tests', 'lib/orders/create-order', 'lib/testing/factories'],
  ['schemas-are-isomorphic', 'lib/codes/schema', 'lib/context'],
  ['schemas-are-isomorphic', 'lib/money', 'lib/errors'],
  ['schemas-need-no-server', 'lib/text', 'node:crypto'],
  // The brackets of a route are names, not patterns.
  ['route-keeps-to-itself', 'app/i/[token]/page', 'app/(distributor)/codes/codes-table'],
  ['route-keeps-to-itself', 'app/(distributor)/codes/page', 'app/(distributor)/orders/orders-table'],
  ['route-keeps-to-itself', 'app/(distributor)/codes/[id]/page', 'app/(distributor)/codes/codes-table'],
  ['route-keeps-to-itself', 'app/layout', 'app/(distributor)/codes/codes-table'],
  ['unknown-noun', 'lib/invoices/send-invoice', 'lib/'],
  ['no-cycles', 'lib/orders/create-order', 'lib/orders/cancel-order'],
  ['no-cycles', 'lib/orders/cancel-order', 'lib/orders/create-order'],
];

test('the house as designed breaks no rule', () => {
  expect(runLaw(house)).toMatchObject({ passed: true, lines: [] });
});

test('every rule fires on its planted import', () => {
  const broken = structuredClone(house);
  for (const [, from, to] of planted) broken[from] = [...(broken[from] ?? []), to];
  const { passed, lines } = runLaw(broken);
  expect(passed).toBe(false);
  const fired = ([rule, from, to]) =>
    lines.some(
      (line) =>
        line.startsWith(rule === 'no-cycles' ? from : `${from}.ts -> ${to.split(':').at(-1)}`) &&
        line.includes(`: ${rule} (`),
    );
  expect(planted.filter((plant) => !fired(plant))).toEqual([]);
});

test('every rule has a planted import', () => {
  const names = lawFor(['app/page.tsx']).map((rule) => rule.name);
  expect(new Set(planted.map(([rule]) => rule))).toEqual(new Set([...names, 'unknown-noun']));
});

test('a noun nobody listed is found even when it imports nothing', () => {
  const { passed, lines } = runLaw(house, { 'lib/invoices/send-invoice.ts': 'export const it = 1;\n' });
  expect(passed).toBe(false);
  expect(lines.join()).toContain('lib/invoices/send-invoice.ts -> lib/: unknown-noun');
});

test('a file the reader skipped, or read without its imports, is named', () => {
  const textOf = (file) =>
    file === 'lib/clock.ts' ? 'export const now = 1;' : "import {\n  db,\n} from './db';\n";
  const module = (source, ...dependencies) => ({ source, dependencies });
  const files = ['lib/queue.ts', 'lib/clock.ts', 'lib/audit.ts', 'lib/log.ts'];
  const modules = [module('lib/queue.ts', 'lib/db.ts'), module('lib/clock.ts'), module('lib/audit.ts')];
  expect(unreadFiles(files, modules, textOf)).toEqual(['lib/audit.ts', 'lib/log.ts']);
});
