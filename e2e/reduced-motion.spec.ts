import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { opens } from './pages';

declare global {
  interface Window {
    moved: string[];
  }
}

/** What came or went step by step while a drawer was opened and closed again. */
async function movesOf(page: Page) {
  await page.goto('/admin/teams');
  const drawer = page.getByRole('dialog', { name: 'Create team' });
  await opens(page.getByRole('button', { name: 'Create team' }).first(), drawer);
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  return page.evaluate(() => window.moved);
}

test('whoever has asked for less movement sees a drawer come and go at once', async ({
  page,
  arrange,
  signInAs,
}) => {
  await page.addInitScript(() => {
    window.moved = [];
    new MutationObserver((changes) => {
      for (const { target } of changes)
        if (target instanceof Element && /-(appear|enter|leave)\b/.test(target.className))
          window.moved.push(target.className);
    }).observe(document, { attributeFilter: ['class'], subtree: true });
  });
  await signInAs(await arrange.createUser({ role: 'ADMIN' }));
  expect(await movesOf(page)).toEqual([]);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  expect(await movesOf(page)).not.toEqual([]);
});
