import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from './fixtures';
import { everyPage } from './pages';

/** Forms, dashboards and cards bring their fields; lists are opened all day long. */
const SCRIPT_BYTES = 300 * 1024;
const LIST_SCRIPT_BYTES = 250 * 1024;
const LISTS = /^(admin-)?(codes|members|orders|outbox|users|distributors|plans|teams|alerts|api-keys)$/;
const HTML_BYTES = 50 * 1024;

const weights = new Map<string, number>();

/** What one of the page's scripts weighs on the wire, in bytes. */
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
  const distributor = await arrange.createDistributor();
  await arrange.createIssuedCodes(distributor.id, { count: 60 });
  const admin = await arrange.createUser({ role: 'ADMIN' });
  const places = await everyPage(distributor, admin);
  expect(places.filter(({ name }) => LISTS.test(name)).length).toBeGreaterThan(10);
  for (const { name, path, as } of places.filter(({ enter }) => !enter)) {
    await context.clearCookies();
    if (as) await signInAs(as);
    const html = await (await page.request.get(path)).text();
    // A browser of today leaves out the script that fills the gaps of old ones.
    const tags = html.match(/<script[^>]+>/g)?.filter((tag) => !/nomodule/i.test(tag)) ?? [];
    const scripts = new Set(tags.flatMap((tag) => /src="(\/_next\/static\/[^"?]+)/.exec(tag)?.[1] ?? []));
    const script = [...scripts].reduce((sum, src) => sum + weightOf(src), 0);
    expect.soft(scripts.size, `scripts found on ${name}`).toBeGreaterThan(3);
    const budget = LISTS.test(name) ? LIST_SCRIPT_BYTES : SCRIPT_BYTES;
    expect.soft(script, `bytes of script on ${name}`).toBeLessThan(budget);
    expect.soft(gzipSync(html).byteLength, `bytes of HTML on ${name}`).toBeLessThan(HTML_BYTES);
  }
});
