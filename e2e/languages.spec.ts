import type { Page } from '@playwright/test';
import { appUrl } from './app-under-test';
import { arrangedPages, settled } from './pages';
import { expect, test } from './fixtures';
import en from '../messages/en.json' with { type: 'json' };
import { LOCALE_COOKIE } from '../lib/web/locale';

/** Words of the other language that stand on purpose: the names of the languages themselves. */
const NAMES = new Set(['中文', 'English']);

type Catalogue = { [key: string]: string | Catalogue };

/** What English says in more than one word, and always in the same ones. */
const ENGLISH = new Set(phrases(en));

function phrases(messages: Catalogue): string[] {
  return Object.values(messages).flatMap((text) =>
    typeof text === 'string' ? (/^[^{<]+ [^{<]+$/.test(text) ? [text] : []) : phrases(text),
  );
}

/** Every text that a page shows or says to those who listen to it, one by one. */
function textsOf(page: Page) {
  return page.evaluate(() => {
    const texts = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (!node.parentElement?.closest('script, style, template, pre, article'))
        texts.push(node.nodeValue ?? '');
    for (const name of ['aria-label', 'aria-description', 'placeholder', 'title', 'alt'])
      for (const element of document.querySelectorAll(`[${name}]`))
        texts.push(element.getAttribute(name) ?? '');
    return texts.map((text) => text.trim()).filter(Boolean);
  });
}

const CHINESE = /\p{Script=Han}/u;

for (const [locale, foreign] of [
  ['zh-CN', (text: string) => ENGLISH.has(text)],
  ['en', (text: string) => CHINESE.test(text) && !NAMES.has(text)],
] as const) {
  test(`every page speaks ${locale} and nothing else`, async ({
    page,
    context,
    arrange,
    signInAs,
    expectError,
  }) => {
    test.slow();
    expectError(/403/);
    expectError(/404/);
    const places = await arrangedPages(arrange);
    // What opens a dialog is found by its English name; the dialog of a page says what its words are in both languages.
    // Mails are written in both languages, and shown as they were written.
    const spoken = places.filter(({ enter, path }) => !enter && !path.includes('outbox'));
    for (const { name, path, as } of spoken) {
      await context.clearCookies();
      await context.addCookies([{ name: LOCALE_COOKIE, value: locale, url: appUrl() }]);
      if (as) await signInAs(as);
      await page.goto(path);
      await settled(page);
      await expect.soft(page.locator('html'), `language of ${name}`).toHaveAttribute('lang', locale);
      const texts = await textsOf(page);
      expect.soft(texts.filter(foreign), `foreign words on ${name}`).toEqual([]);
      if (locale === 'zh-CN')
        expect
          .soft(
            texts.some((text) => CHINESE.test(text)),
            name,
          )
          .toBe(true);
    }
  });
}
