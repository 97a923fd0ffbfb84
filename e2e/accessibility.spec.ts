import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { arrangedPages, settled, still } from './pages';
import { expect, test } from './fixtures';
import { isForeign, textsOf } from './page-words';

const PHONE = { width: 375, height: 812 };
const DESK = { width: 1280, height: 800 };
/** Where the navigation stands beside the page and leaves it least. */
const NARROW_DESK = { width: 1024, height: 768 };

// Walkers share the places, as the tests share two workers.
const WALKERS = 8;
for (let turn = 0; turn < WALKERS; turn += 1) {
  test(`every page can be used by everybody, in both modes and on a phone: part ${turn + 1} of ${WALKERS}`, async ({
    page,
    context,
    arrange,
    signInAs,
    expectError,
  }) => {
    test.setTimeout(5 * 60_000);
    const places = (await arrangedPages(arrange)).filter((_, at) => at % WALKERS === turn);
    for (const { refusal } of places) if (refusal) expectError(new RegExp(String(refusal)));
    const titles = new Map<string, string>();
    for (const place of places) {
      await context.clearCookies();
      if (place.as) await signInAs(place.as);
      await page.emulateMedia({ colorScheme: 'light' });
      await page.setViewportSize(DESK);
      await page.goto(place.path);
      await place.enter?.(page);
      await settled(page);
      expect.soft(await faults(page), place.name).toEqual([]);
      expect.soft(await cutOff(page), `what is cut off on ${place.name}`).toEqual([]);
      // Mails are written in both languages, and shown as they were written.
      if (!place.path.includes('outbox'))
        expect.soft((await textsOf(page)).filter(isForeign.en), `foreign words on ${place.name}`).toEqual([]);
      await page.setViewportSize(NARROW_DESK);
      await still(page);
      expect.soft(await cutOff(page), `what is cut off on ${place.name}, on a small desk`).toEqual([]);
      await page.setViewportSize(DESK);
      await page.emulateMedia({ colorScheme: 'dark' });
      await still(page);
      // Only colours have changed.
      expect.soft(await faults(page, ['color-contrast']), `${place.name}, dark`).toEqual([]);
      await page.setViewportSize(PHONE);
      await settled(page);
      expect.soft(await faults(page), `${place.name}, on a phone`).toEqual([]);
      expect.soft(await cutOff(page), `what is cut off on ${place.name}, on a phone`).toEqual([]);
      const title = await page.title();
      expect.soft(title, `title of ${place.name}`).toMatch(/\S · Tributary$/);
      // Public pages of several links are the same page, and a page that may not be seen keeps its title.
      if (!place.as || place.refusal) continue;
      const called = `${place.as.role}: ${title}`;
      const { pathname } = new URL(page.url());
      const of = titles.get(called) ?? pathname;
      expect.soft(of, `the page that is called "${title}"`).toBe(pathname);
      titles.set(called, of);
    }
  });
}

async function faults(page: Page, rules?: string[]) {
  // No page has a frame in it, so nothing has to be put together in another page.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
  return violations
    .filter(({ impact }) => impact !== 'minor')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

/** What nobody can read: a page that scrolls sideways, and text beyond the edge of what it stands in. */
function cutOff(page: Page) {
  return page.evaluate(() => {
    /** What scrolls, or ends in dots, cuts nothing off. */
    const hasEdgeBetween = (within: Element, edge: Element) => {
      for (let at: Element | null = within; at && at !== edge; at = at.parentElement)
        if (getComputedStyle(at).overflowX !== 'visible') return true;
      return false;
    };
    /** Also when what is cut off is far inside, and only the edge is this one's. */
    const hasTextBeyond = (edge: Element) => {
      const { left, right } = edge.getBoundingClientRect();
      const texts = document.createTreeWalker(edge, NodeFilter.SHOW_TEXT);
      const range = document.createRange();
      for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        const within = text.parentElement;
        if (!text.textContent?.trim() || !within?.checkVisibility() || within.closest('.heard, svg'))
          continue;
        if (hasEdgeBetween(within, edge)) continue;
        range.selectNodeContents(text);
        for (const box of range.getClientRects())
          if (box.right > right + 1 || box.left < left - 1) return true;
      }
      return false;
    };
    const { scrollWidth, clientWidth } = document.documentElement;
    const wide = scrollWidth > clientWidth ? [`the page is ${scrollWidth} px wide`] : [];
    const cut = [...document.querySelectorAll<HTMLElement>('body *')].filter((element) => {
      if (!element.checkVisibility() || element.closest('.heard')) return false;
      const { overflowX, textOverflow, width } = getComputedStyle(element);
      // With dots at its end, it says itself that there is more.
      if (overflowX === 'visible' || overflowX === 'auto' || overflowX === 'scroll') return false;
      if (textOverflow === 'ellipsis' || width === '1px') return false;
      return element.scrollWidth > element.clientWidth + 1 && hasTextBeyond(element);
    });
    return [...wide, ...cut.map((element) => `"${element.innerText}" in ${element.className}`)];
  });
}
