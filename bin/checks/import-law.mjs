// The import law: app -> lib/<noun> -> lib/*.ts, and nouns import only downwards. There is no list of exceptions.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { filesInGit } from './files-in-git.mjs';

/** Bottom to top. A folder of lib/ that is neither here nor a floor of its own is an error. */
export const nouns = [
  'accounts',
  'distributors',
  'customers',
  'catalog',
  'inventory',
  'orders',
  'payments',
  'codes',
  'members',
  'production',
  'rentals',
  'deliveries',
  'settlement',
  'reports',
  'webhooks',
  'monitoring',
];
const floors = ['web', 'worker', 'testing', 'generated'];

const ROUTES = ['^app/', '^(proxy|instrumentation)\\.ts$'];
const KERNEL = '^lib/[^/]+\\.ts$';
const NOUN = `^lib/(?!(?:${floors.join('|')})/)([^/]+)/`;
const TESTS = '^e2e/|^lib/testing/|^prisma/seed';
const SCHEMA = '^lib/[^/]+/(schema|shape)\\.ts$';
const SHAPES = [SCHEMA, '^lib/(money|format)\\.ts$', '^lib/generated/prisma/enums\\.ts$'];
const INSIDE_SCHEMAS = [...SHAPES, '^lib/(text|paging)\\.ts$'];
const SQL = [
  '^lib/db\\.ts$',
  '^lib/generated/',
  '(^|node_modules/)(@prisma/client|@prisma/adapter-pg|pg|graphile-worker)(/|$)',
];
const WEB = [
  '^lib/web/',
  '^components/',
  '(^|node_modules/)(next|react|react-dom|antd|@ant-design|@tanstack)(/|$)',
];
const VALUES = { dependencyTypesNot: ['type-only'] };

const rule = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

const fixedRules = [
  // Whoever only looks downwards never goes round, so cycles of nouns need no rule of their own.
  ...nouns
    .slice(0, -1)
    .map((noun, i) =>
      rule(
        `${noun}-imports-only-downwards`,
        'announce a fact in jobs.ts and bind it in lib/worker/registry.ts',
        { path: `^lib/${noun}/` },
        { path: `^lib/(${nouns.slice(i + 1).join('|')})/` },
      ),
    ),
  rule('no-cycles', 'move what both need into a third file', {}, { circular: true }),
  rule(
    'nothing-imports-app',
    'what two callers need belongs in components/ or lib/',
    { pathNot: '^app/' },
    { path: '^app/' },
  ),
  rule(
    'nothing-imports-worker',
    'enqueue a fact instead',
    { pathNot: '^lib/worker/' },
    { path: '^lib/worker/' },
  ),
  rule(
    'components-see-only-shapes',
    'pass the data in as a prop',
    { path: '^components/' },
    { path: '^lib/', pathNot: SHAPES, ...VALUES },
  ),
  rule(
    'kernel-knows-no-noun',
    'the rule belongs in the noun',
    { path: KERNEL },
    { path: [NOUN, '^lib/(web|worker|testing)/'] },
  ),
  rule(
    'lib-knows-no-web',
    'HTTP and React live in app/ and lib/web/',
    { path: [NOUN, KERNEL, '^lib/worker/'] },
    { path: WEB },
  ),
  rule(
    'web-knows-only-accounts',
    'call the verb from the route',
    { path: '^lib/web/' },
    { path: NOUN, pathNot: '^lib/accounts/' },
  ),
  rule(
    'internal-is-internal',
    'call a verb of that noun',
    { path: NOUN },
    { path: '^lib/[^/]+/internal\\.ts$', pathNot: '^lib/$1/' },
  ),
  rule(
    'internal-not-from-outside',
    'call a verb of that noun',
    { pathNot: '^lib/' },
    { path: '^lib/[^/]+/internal\\.ts$' },
  ),
  rule(
    'routes-have-no-sql',
    'write a verb in lib/<noun>/',
    { path: [...ROUTES, '^components/'] },
    { path: SQL, pathNot: SHAPES, ...VALUES },
  ),
  rule(
    'test-code-stays-in-tests',
    'only tests, e2e and the seed arrange data',
    { pathNot: TESTS },
    { path: '^lib/testing/' },
  ),
  rule(
    'schemas-are-isomorphic',
    'schemas run in the browser too',
    { path: INSIDE_SCHEMAS },
    { path: '^lib/', pathNot: INSIDE_SCHEMAS },
  ),
  rule(
    'schemas-need-no-server',
    'schemas run in the browser too',
    { path: INSIDE_SCHEMAS },
    { dependencyTypes: ['core'] },
  ),
];

const literally = (path) => path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

// One rule per folder of app/: a "$1" in the tool's own rules would read the brackets of (admin) and [code] as a pattern.
function routeRules(files) {
  const folders = new Set(files.filter((file) => file.startsWith('app/')).map((file) => dirname(file)));
  return [...folders].map((folder) => {
    const own = folder === 'app' ? '^app/[^/]+$' : `^${literally(folder)}/`;
    return rule(
      'route-keeps-to-itself',
      'what two routes need belongs in components/<noun>/ or lib/<noun>/',
      { path: `^${literally(folder)}/[^/]+$` },
      // An action is a public endpoint: whoever needs what it does calls it, instead of making another one.
      { path: '^app/', pathNot: [own, '/actions\\.ts$'] },
    );
  });
}

/** The rules for a tree that holds these files. */
export const lawFor = (files) => [...fixedRules, ...routeRules(files)];

// A reader without a TypeScript it knows reports success having read nothing, so what it saw is counted against the tree.
export function unreadFiles(files, modules, textOf) {
  const seen = new Map(modules.map((module) => [module.source, module]));
  const hasImports = (file) => /^(import\b.*|export\b.*|\}) from '/m.test(textOf(file));
  return files.filter(
    (file) => !seen.has(file) || (seen.get(file).dependencies.length === 0 && hasImports(file)),
  );
}

/** Reads the imports of `files` under `baseDir`: the law's violations, and the files the reader did not understand. */
async function readImports(baseDir, files) {
  const tsConfig = join(baseDir, 'tsconfig.json');
  const options = {
    baseDir,
    validate: true,
    ruleSet: { forbidden: lawFor(files) },
    doNotFollow: { path: ['node_modules', '^lib/generated/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: tsConfig },
  };
  const { output } = await cruise(files, options, {}, { tsConfig: extractTSConfig(tsConfig) });
  const unread = unreadFiles(files, output.modules, (file) => readFileSync(join(baseDir, file), 'utf8'));
  const strangers = files.filter((file) => {
    const folder = /^lib\/([^/]+)\//.exec(file)?.[1];
    return folder && !nouns.includes(folder) && !floors.includes(folder);
  });
  const comments = new Map(lawFor(files).map((rule) => [rule.name, rule.comment]));
  const violations = [
    ...output.summary.violations.map(({ rule, from, to }) => ({
      rule: rule.name,
      from,
      to,
      comment: comments.get(rule.name),
    })),
    ...strangers.map((from) => ({
      rule: 'unknown-noun',
      from,
      to: 'lib/',
      comment: 'find the noun that owns it',
    })),
  ];
  return { violations, unread };
}

/** The files under the law: our TypeScript, tests aside. */
const underTheLaw = (file) =>
  /^((app|components|lib|prisma|e2e)\/.*|[^/]+)\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file);

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const root = process.cwd();
  const files = filesInGit(root).filter(underTheLaw);
  const { violations, unread } = await readImports(root, files);
  for (const { rule, from, to, comment } of violations)
    console.error(`${from} -> ${to}: ${rule} (${comment})`);
  for (const file of unread)
    console.error(`${file}: its imports were not read; is TypeScript 6.0 installed?`);
  console.log(`${files.length} files`);
  process.exitCode = violations.length + unread.length > 0 ? 1 : 0;
}
