import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { budgetOf, THEME_BYTES } from './budgets.mjs';
import { Problem } from './problem.mjs';
import { root } from './settings.mjs';

const REPORT = 'page-weights.json';

/** What every page of a build loads, in bytes as Next.js serves them: at once, and when something on it is opened. */
export function weighPages(build) {
  const read = (path) => JSON.parse(readFileSync(join(build, path), 'utf8'));
  const weights = new Map();
  const weightOf = (path) => {
    if (!weights.has(path)) weights.set(path, gzipSync(readFileSync(join(build, path))).byteLength);
    return weights.get(path);
  };
  const sum = (paths) => [...paths].reduce((total, path) => total + weightOf(path), 0);
  // What opens names the server's own copies as well.
  const isSent = (path) => existsSync(join(build, path));
  const main = read('build-manifest.json').rootMainFiles;

  return Object.entries(read('server/app-paths-manifest.json'))
    .filter(([route]) => route.endsWith('/page') && !route.startsWith('/_'))
    .map(([route, file]) => {
      const parts = partsOf(
        join(build, 'server', file.replace(/\.js$/, '_client-reference-manifest.js')),
        route,
      );
      const script = new Set([...main, ...Object.values(parts.entryJSFiles).flat()]);
      const style = new Set(
        Object.values(parts.entryCSSFiles).flatMap((files) => files.map(({ path }) => path)),
      );
      const lazy = read(`server/${file.replace(/\.js$/, '/react-loadable-manifest.json')}`);
      const opened = new Set(Object.values(lazy).flatMap(({ files }) => files));
      const path = pathOf(route);
      return {
        path,
        script: sum(script),
        style: sum(style),
        opened: sum([...opened].filter((one) => one.endsWith('.js') && !script.has(one) && isSent(one))),
        budget: budgetOf(path),
      };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** What one page brings along, by the files it is made of: Next.js writes this as a script that fills a global. */
function partsOf(file, route) {
  const context = {};
  context.globalThis = context;
  runInNewContext(readFileSync(file, 'utf8'), context);
  return context.__RSC_MANIFEST[route];
}

/** `/(distributor)/codes/page` is found at `/codes`. */
const pathOf = (route) => route.replace(/\/page$/, '').replaceAll(/\/\([^)]+\)/g, '') || '/';

/** The pages that weigh more than they may, one line each. */
const tooHeavy = (pages) =>
  pages.flatMap(({ path, script, style, budget }) => [
    ...(script > budget.script ? [`${path}: ${kb(script)} KB of script, ${kb(budget.script)} allowed`] : []),
    ...(style > budget.style ? [`${path}: ${kb(style)} KB of style, ${kb(budget.style)} allowed`] : []),
  ]);

const kb = (bytes) => (bytes / 1024).toFixed(1);

function tableOf(pages) {
  const width = Math.max(...pages.map(({ path }) => path.length));
  const line = (path, ...cells) => [path.padEnd(width), ...cells.map((cell) => cell.padStart(9))].join(' ');
  return [
    line('KB, gzip', 'script', 'of', 'style', 'opened'),
    ...pages.map(({ path, script, style, opened, budget }) =>
      line(path, kb(script), kb(budget.script), kb(style), opened ? `+${kb(opened)}` : ''),
    ),
  ].join('\n');
}

/** Reports what the pages of the last build weigh. @throws Problem when one is over its budget */
export function reportPageWeights({ loud, build = join(root, '.next'), theme = join(root, 'public/theme') }) {
  const pages = weighPages(build);
  const sheets = readdirSync(theme).filter((name) => name.endsWith('.css'));
  const shared = sheets.reduce((sum, name) => sum + gzipSync(readFileSync(join(theme, name))).byteLength, 0);
  const over = tooHeavy(pages);
  if (shared > THEME_BYTES) over.push(`public/theme: ${kb(shared)} KB of style, ${kb(THEME_BYTES)} allowed`);
  writeFileSync(
    join(build, REPORT),
    JSON.stringify(
      { theme: shared, pages: pages.map(({ budget, ...page }) => ({ ...page, kind: budget.kind })) },
      null,
      2,
    ),
  );
  if (loud) console.log(`\n${tableOf(pages)}\n\nThe style sheets that all share: ${kb(shared)} KB`);
  if (over.length > 0)
    throw new Problem(`Pages weigh more than bin/budgets.mjs allows:\n  ${over.join('\n  ')}`);
}
