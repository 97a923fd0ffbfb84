import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

declare global {
  interface Window {
    moved: string[];
  }
}

/** The animations that ran while a dialog asked whether typed words may be lost, and went again. */
async function movesOf(page: Page) {
  await page.goto('/brand');
  await page.getByLabel('Welcome text').fill('Welcome!');
  await page.getByRole('link', { name: 'Members', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Keep editing' }).click();
  await expect(dialog).toBeHidden();
  return page.evaluate(() => window.moved);
}

test('whoever has asked for less movement sees a dialog come and go in its place', async ({
  page,
  arrange,
  signInAs,
}) => {
  await page.addInitScript(() => {
    window.moved = [];
    document.addEventListener('animationstart', ({ animationName }) => {
      if (/^ant(Zoom|Slide|Move)/.test(animationName)) window.moved.push(animationName);
    });
  });
  await signInAs(await arrange.createDistributor());
  expect(await movesOf(page)).toEqual([]);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  expect(await movesOf(page)).toContain('antZoomIn');
});
