import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { everyPage, settled } from './pages';
import { expect, test } from './fixtures';

const PHONE = { width: 375, height: 812 };
const DESK = { width: 1280, height: 800 };

for (const [name, colorScheme, viewport] of [
  ['light', 'light', DESK],
  ['dark', 'dark', DESK],
  ['a phone', 'light', PHONE],
] as const) {
  test(`every page can be used by everybody, ${name}`, async ({
    page,
    context,
    arrange,
    signInAs,
    expectError,
  }) => {
    test.slow();
    expectError(/403/);
    expectError(/404/);
    const distributor = await arrange.createDistributor();
    await arrange.createIssuedCodes(distributor.id, { count: 3 });
    const admin = await arrange.createUser({ role: 'ADMIN' });
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(viewport);
    const titles = new Map<string, string>();
    for (const place of await everyPage(distributor, admin)) {
      await context.clearCookies();
      if (place.as) await signInAs(place.as);
      await page.goto(place.path);
      await place.enter?.(page);
      await settled(page);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations
        .filter(({ impact }) => impact !== 'minor')
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
      expect.soft(found, place.name).toEqual([]);
      expect.soft(await cutOff(page), `what is cut off on ${place.name}`).toEqual([]);
      const title = await page.title();
      expect.soft(title, `title of ${place.name}`).toMatch(/\S · Tributary$/);
      // Public pages of several links are the same page.
      if (!place.as) continue;
      const called = `${place.as.role}: ${title}`;
      const { pathname } = new URL(page.url());
      const of = titles.get(called) ?? pathname;
      expect.soft(of, `the page that is called "${title}"`).toBe(pathname);
      titles.set(called, of);
    }
  });
}

/** What nobody can read: a page that scrolls sideways, and text beyond the edge of what it stands in. */
function cutOff(page: Page) {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const wide = scrollWidth > clientWidth ? [`the page is ${scrollWidth} px wide`] : [];
    const cut = [...document.querySelectorAll<HTMLElement>('body *')].filter((element) => {
      if (!element.checkVisibility() || element.closest('.heard')) return false;
      const { overflowX, textOverflow, width } = getComputedStyle(element);
      // With dots at its end, it says itself that there is more.
      if (overflowX === 'visible' || overflowX === 'auto' || overflowX === 'scroll') return false;
      if (textOverflow === 'ellipsis' || width === '1px') return false;
      const speaks = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
      return speaks && element.scrollWidth > element.clientWidth + 1;
    });
    return [...wide, ...cut.map((element) => `"${element.innerText}" in ${element.className}`)];
  });
}
