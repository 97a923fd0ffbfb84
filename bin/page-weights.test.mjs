import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { budgetOf } from './budgets.mjs';
import { reportPageWeights, weighPages } from './page-weights.mjs';

const KB = 1024;
let folder;
const write = (path, content) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(
    join(folder, path),
    typeof content === 'object' && !Buffer.isBuffer(content) ? JSON.stringify(content) : content,
  );
};
/** Bytes that no compression makes fewer. */
const chunk = (name, kb) => {
  write(`static/${name}`, randomBytes(kb * KB));
  return `static/${name}`;
};

/** A build of one page, `/codes`, laid out as Next.js does. */
function built({ page = 20, style = 5, lazy = 30 } = {}) {
  const manifest = {
    entryJSFiles: {
      layout: [chunk('main.js', 100), chunk('layout.js', 50)],
      page: ['static/layout.js', chunk('page.js', page)],
    },
    entryCSSFiles: { page: [{ path: chunk('page.css', style) }] },
  };
  write('build-manifest.json', { rootMainFiles: ['static/main.js'] });
  write('server/app-paths-manifest.json', {
    '/(work)/codes/page': 'app/codes/page.js',
    '/_not-found/page': 'app/_not-found/page.js',
    '/api/health/route': 'app/api/health/route.js',
  });
  write(
    'server/app/codes/page_client-reference-manifest.js',
    `globalThis.__RSC_MANIFEST = globalThis.__RSC_MANIFEST || {};\nglobalThis.__RSC_MANIFEST["/(work)/codes/page"] = ${JSON.stringify(manifest)}`,
  );
  write('server/app/codes/page/react-loadable-manifest.json', {
    1: { files: [chunk('dialog.js', lazy), 'static/layout.js', 'static/server-only.js'] },
  });
}

const report = () => reportPageWeights({ loud: true, build: folder, theme: join(folder, 'theme') });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weights-'));
  write('theme/light.css', 'a{}');
  vi.spyOn(console, 'log').mockReturnValue(undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

test('a page weighs what it loads at once, each file counted once, and beside it what comes when it is opened', () => {
  built();
  const [page, ...others] = weighPages(folder);
  expect(others).toEqual([]);
  expect(page.path).toBe('/codes');
  expect(Math.round(page.script / KB)).toBe(170);
  expect(Math.round(page.style / KB)).toBe(5);
  expect(Math.round(page.opened / KB)).toBe(30);
});

test('the report is a table for people and a file for programs', () => {
  built();
  report();
  expect(console.log).toHaveBeenCalledWith(
    expect.stringMatching(/\/codes +170\.\d +250\.0 +5\.\d +\+30\.\d/),
  );
  const { pages } = JSON.parse(readFileSync(join(folder, 'page-weights.json'), 'utf8'));
  expect(pages).toEqual([expect.objectContaining({ path: '/codes', kind: 'list' })]);
});

test.each([
  ['script', { page: 120 }, /\/codes: 270\.\d KB of script, 250\.0 allowed/],
  ['style', { style: 40 }, /\/codes: 40\.\d KB of style/],
])('a page with too much %s fails the build', (_, weights, said) => {
  built(weights);
  expect(report).toThrow(said);
});

test('style sheets that all pages share have a budget, too', () => {
  built();
  write('theme/dark.css', randomBytes(200 * KB));
  expect(report).toThrow(/public\/theme: 200\.\d KB of style/);
});

test('what is opened later may be heavy', () => {
  built({ lazy: 900 });
  expect(report).not.toThrow();
});

test.each([
  ['/r/[code]', 'public'],
  ['/p/[token]', 'sign-in'],
  ['/sign-in', 'sign-in'],
  ['/dashboard', 'work'],
  ['/admin/overview', 'work'],
  ['/admin/distributors/[id]', 'work'],
  ['/admin/distributors/[id]/dashboard', 'work'],
  ['/orders/[order_no]', 'work'],
  ['/orders', 'list'],
  ['/admin/plans', 'list'],
  ['/admin/distributors/[id]/codes', 'list'],
  ['/outbox', 'list'],
])('%s has the budget of a %s page', (path, kind) => {
  expect(budgetOf(path).kind).toBe(kind);
});
