import type { Locator, Page } from '@playwright/test';
import { TEST_PASSWORD } from '../lib/testing/factories';
import { invite } from '../lib/testing/invitations';
import { expect, test } from './fixtures';

/** Presses Tab until `goal` has the focus; whatever has it on the way is seen to have it. */
async function tabTo(page: Page, goal: Locator, key = 'Tab') {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await goal.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
    await expectSeenFocus(page);
  }
  throw new Error(`${String(goal)} cannot be reached by ${key}`);
}

/** A line around what has the focus, or around what it stands for; the document itself needs none. */
async function expectSeenFocus(page: Page) {
  const shown = await page.evaluate(() => {
    const { activeElement } = document;
    if (!activeElement || activeElement === document.body || activeElement.id === 'content') return 'nothing';
    const lines = [activeElement, activeElement.parentElement, activeElement.closest('label')]
      .filter((element) => element !== null)
      .flatMap((element) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
        return [
          outlineStyle !== 'none' && outlineWidth !== '0px' ? outlineWidth : '',
          boxShadow !== 'none' ? boxShadow : '',
        ];
      });
    return lines.some(Boolean) ? 'a line' : activeElement.outerHTML.slice(0, 200);
  });
  expect(['nothing', 'a line']).toContain(shown);
}

test('codes are bought by keyboard alone, from the sign-in to the page of the payment', async ({
  page,
  arrange,
}) => {
  const distributor = await arrange.createDistributor();
  const plan = await arrange.createPlan();
  await page.goto('/sign-in');
  await tabTo(page, page.getByLabel('Email'));
  await page.keyboard.type(distributor.email);
  await tabTo(page, page.getByLabel('Password', { exact: true }));
  await page.keyboard.type(TEST_PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/dashboard');

  const drawer = page.getByRole('dialog', { name: 'Buy redeem codes' });
  const buy = page.getByRole('button', { name: 'Buy codes' }).first();
  await expect(async () => {
    await tabTo(page, buy);
    await page.keyboard.press('Enter');
    await expect(drawer).toBeVisible({ timeout: 3_000 });
  }).toPass();
  // Arrow keys move within the plans, as in every group of choices.
  const mine = drawer.getByRole('radio', { name: plan.name });
  await tabTo(page, drawer.getByRole('radio').first());
  await page.keyboard.press('Space');
  for (let presses = 0; presses < 300 && !(await mine.isChecked()); presses += 1)
    await page.keyboard.press('ArrowDown');
  await tabTo(page, drawer.getByRole('button', { name: 'Next' }));
  await page.keyboard.press('Enter');
  await tabTo(page, drawer.getByLabel('Quantity'));
  await page.keyboard.press('Control+a');
  await page.keyboard.type('2');
  await tabTo(page, drawer.getByRole('button', { name: 'Next' }));
  await page.keyboard.press('Enter');
  await tabTo(page, drawer.getByRole('button', { name: 'Confirm payment' }));
  await page.keyboard.press('Enter');
  await page.waitForURL('**/sandbox/pay/**');
  await expect(page.getByText('CN¥199.80')).toBeVisible();
});

test('a code is disabled through the menu of its row, and the focus stays with the row', async ({
  page,
  arrange,
  signInAs,
}) => {
  const distributor = await arrange.createDistributor();
  const { codes } = await arrange.createIssuedCodes(distributor.id, { count: 3 });
  const { code } = codes[1]!;
  await signInAs(distributor);
  await page.goto('/codes');
  const more = page.getByRole('button', { name: `More actions for ${code}` });
  const dialog = page.getByRole('dialog');
  await expect(async () => {
    await tabTo(page, more);
    await page.keyboard.press('ArrowUp');
    await expect(page.getByRole('menuitem', { name: 'Disable' })).toBeFocused({ timeout: 3_000 });
  }).toPass();
  await page.keyboard.press('Enter');
  // Nothing to fill in: Enter that comes too early goes back.
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await tabTo(page, dialog.getByRole('button', { name: 'Disable' }));
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('row').filter({ hasText: code })).toContainText('Disabled');
  await expect(more).toBeFocused();
});

test('what was done takes its button away, and the focus goes to what stands there now', async ({
  page,
  arrange,
  signInAs,
}) => {
  await arrange.createTeam({ capacity: 50 });
  const distributor = await arrange.createDistributor();
  const { codes } = await arrange.createIssuedCodes(distributor.id);
  const { id } = await invite({}, codes[0]);
  await signInAs(distributor);
  await page.goto(`/members/${id}`);
  const button = page.locator('#content').getByRole('button', { name: /Withdraw/ });
  const dialog = page.getByRole('dialog', { name: /Withdraw the invitation/ });
  await expect(async () => {
    await button.press('Enter');
    await expect(dialog).toBeVisible({ timeout: 3_000 });
  }).toPass();
  await expect(dialog.getByLabel('Reason')).toBeFocused();
  await page.keyboard.type('By mistake');
  await tabTo(page, dialog.getByRole('button', { name: /Withdraw/ }));
  await page.keyboard.press('Enter');
  await expect(button).toBeHidden();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.closest('#content')?.id))
    .toBe('content');
});

test('the way past the navigation leads into the page', async ({ page, arrange, signInAs }) => {
  await signInAs(await arrange.createDistributor());
  await page.goto('/codes');
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to content' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.locator('#content')).toBeFocused();
});

test('a drawer with a name for a key asks before it is lost', async ({ page, arrange, signInAs }) => {
  await signInAs(await arrange.createDistributor());
  await page.goto('/account/api-keys?open=key');
  const drawer = page.getByRole('dialog', { name: 'Create API key' });
  await drawer.getByLabel('Name').fill('Shop server');
  await page.keyboard.press('Escape');
  const question = page.getByRole('dialog', { name: 'Leave without saving?' });
  await expect(question).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(question).toBeHidden();
  await expect(drawer.getByLabel('Name')).toHaveValue('Shop server');
});

test('a password form says all that is wrong at once', async ({ page, arrange, signInAs }) => {
  await signInAs(await arrange.createDistributor());
  await page.goto('/account');
  const form = page.locator('form').filter({ has: page.getByLabel('Current password') });
  await expect(async () => {
    await form.getByRole('button', { name: 'Change password' }).click();
    await expect(form.getByRole('alert')).toHaveCount(2, { timeout: 3_000 });
  }).toPass();
  await expect(form.getByLabel('Current password')).toBeFocused();
});

test('all codes are selected on a phone, where the table has no head', async ({
  page,
  arrange,
  signInAs,
}) => {
  const distributor = await arrange.createDistributor();
  await arrange.createIssuedCodes(distributor.id, { count: 3 });
  await page.setViewportSize({ width: 375, height: 812 });
  await signInAs(distributor);
  await page.goto('/codes');
  const all = page.getByRole('checkbox', { name: 'Select all codes on this page' });
  await expect(async () => {
    await all.check();
    await expect(page.getByRole('region', { name: '3 codes selected' })).toBeVisible({ timeout: 3_000 });
  }).toPass();
});
