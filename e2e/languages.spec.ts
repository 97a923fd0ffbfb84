import { appUrl } from './app-under-test';
import { expect, test } from './fixtures';
import { isChinese, isForeign, textsOf } from './page-words';
import { arrangedPages, settled } from './pages';
import { LOCALE_COOKIE } from '../lib/web/locale';

// English is what the walk through every page in accessibility.spec.ts listens to.
const LOCALE = 'zh-CN';
const WALKERS = 2;
for (let turn = 0; turn < WALKERS; turn += 1) {
  test(`every page speaks Chinese and nothing else: part ${turn + 1} of ${WALKERS}`, async ({
    page,
    context,
    arrange,
    signInAs,
    expectError,
  }) => {
    test.slow();
    const places = await arrangedPages(arrange);
    // What opens a dialog is found by its English name; the dialog of a page says what its words are in both languages.
    // Mails are written in both languages, and shown as they were written.
    const spoken = places
      .filter(({ enter, path }) => !enter && !path.includes('outbox'))
      .filter((_, at) => at % WALKERS === turn);
    for (const { refusal } of spoken) if (refusal) expectError(new RegExp(String(refusal)));
    for (const { name, path, as } of spoken) {
      await context.clearCookies();
      await context.addCookies([{ name: LOCALE_COOKIE, value: LOCALE, url: appUrl() }]);
      if (as) await signInAs(as);
      await page.goto(path);
      await settled(page);
      await expect.soft(page.locator('html'), `language of ${name}`).toHaveAttribute('lang', LOCALE);
      const texts = await textsOf(page);
      expect.soft(texts.filter(isForeign[LOCALE]), `foreign words on ${name}`).toEqual([]);
      expect.soft(texts.some(isChinese), `Chinese words on ${name}`).toBe(true);
    }
  });
}
