import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from './fixtures';
import { budgetOf, HTML_BYTES } from '../bin/budgets.mjs';
import { arrangedPages } from './pages';

const weights = new Map<string, number>();

/** What one of the page's scripts or style sheets weighs on the wire, in bytes. */
function weightOf(path: string) {
  const file = fileURLToPath(new URL(`../.next/${path.replace('/_next/', '')}`, import.meta.url));
  const known = weights.get(path);
  const weight = known ?? gzipSync(readFileSync(file)).byteLength;
  weights.set(path, weight);
  return weight;
}

// What a page loads before anybody clicks. Charts come when they are seen, dialogs when they are opened.
test('no page is heavier than its budget', async ({ page, context, arrange, signInAs }) => {
  test.slow();
  const places = await arrangedPages(arrange, 60);
  expect(places.filter(({ path }) => budgetOf(path).kind === 'list').length).toBeGreaterThan(10);
  for (const { name, path, as } of places.filter(({ enter }) => !enter)) {
    await context.clearCookies();
    if (as) await signInAs(as);
    const html = await (await page.request.get(path)).text();
    // A browser of today leaves out the script that fills the gaps of old ones.
    const tags = html.match(/<script[^>]+>/g)?.filter((tag) => !/nomodule/i.test(tag)) ?? [];
    const scripts = new Set(tags.flatMap((tag) => /src="(\/_next\/static\/[^"?]+)/.exec(tag)?.[1] ?? []));
    const script = [...scripts].reduce((sum, src) => sum + weightOf(src), 0);
    expect.soft(scripts.size, `scripts found on ${name}`).toBeGreaterThan(3);
    const sheets = new Set(html.match(/\/_next\/static\/[^"?\\]+\.css/g));
    const style = [...sheets].reduce((sum, href) => sum + weightOf(href), 0);
    const budget = budgetOf(path.replace(/\?.*/, ''));
    expect.soft(script, `bytes of script on ${name}`).toBeLessThan(budget.script);
    expect.soft(style, `bytes of style on ${name}`).toBeLessThan(budget.style);
    expect.soft(gzipSync(html).byteLength, `bytes of HTML on ${name}`).toBeLessThan(HTML_BYTES);
  }
});
