import type { Page } from '@playwright/test';
import { database } from '../lib/db';
import { expect, test } from './fixtures';

/** Opens the search by its shortcut: one that comes before the scripts of a page opens nothing. */
async function openSearch(page: Page) {
  const field = page.getByRole('combobox', { name: 'Search' });
  await expect(async () => {
    if (!(await field.isVisible())) await page.keyboard.press('Control+k');
    await expect(field).toBeFocused({ timeout: 3_000 });
  }).toPass();
  return field;
}

test('an order is searched and opened, and the focus goes with it', async ({ page, arrange, signInAs }) => {
  const distributor = await arrange.createDistributor();
  const { order, codes } = await arrange.createIssuedCodes(distributor.id);
  await signInAs(distributor);
  await page.goto('/dashboard');
  const field = await openSearch(page);
  await page.keyboard.type(order.orderNo.slice(0, -2));
  const option = page.getByRole('option', { name: order.orderNo });
  await expect(option).toHaveAttribute('aria-selected', 'true');
  await expect(field).toHaveAttribute('aria-activedescendant', (await option.getAttribute('id')) ?? 'none');
  await expect(page.getByRole('status').filter({ hasText: '1 result' })).toBeAttached();
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/orders/${order.orderNo}`);
  await expect(page.locator('#content')).toBeFocused();

  // What was pasted and sent at once is meant, although nothing is found yet.
  await openSearch(page);
  await page.keyboard.insertText(codes[0]!.code);
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/codes?q=${codes[0]!.code}`);

  // Where one was is offered again, until one signs out.
  await openSearch(page);
  await expect(page.getByRole('group', { name: 'Recent' }).getByRole('option')).toHaveText([
    new RegExp(codes[0]!.code),
    new RegExp(order.orderNo),
  ]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Account menu' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in');
  expect(await page.evaluate(() => localStorage.getItem('recent-places'))).toBeNull();
});

test('the search gives the focus back, moves by arrows, and opens what can be begun', async ({
  page,
  arrange,
  signInAs,
}) => {
  await signInAs(await arrange.createUser({ role: 'ADMIN' }));
  await page.goto('/admin/teams');
  const button = page.getByRole('button', { name: 'Search', exact: true });
  await button.focus();
  await openSearch(page);
  const chosen = page.getByRole('dialog').getByRole('option', { selected: true });
  await expect(chosen).toHaveText('Overview');
  await page.keyboard.press('ArrowUp');
  await expect(chosen).toHaveText('Create API key');
  await page.keyboard.press('ArrowDown');
  await expect(chosen).toHaveText('Overview');
  await page.keyboard.press('Escape');
  await expect(button).toBeFocused();

  // In the other language, and in any order of words.
  await openSearch(page);
  await page.keyboard.type('套餐 创建');
  await expect(chosen).toHaveText('Create plan');
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog', { name: 'Create plan' });
  await expect(drawer).toBeVisible();
  await expect(page).toHaveURL(/\/admin\/plans$/);
  // In front of a form there is no going elsewhere.
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Search' })).toBeHidden();
});

test('a search that was overtaken never shows, and one that fails can be tried again', async ({
  page,
  arrange,
  signInAs,
  expectError,
}) => {
  expectError(/503/);
  const distributor = await arrange.createDistributor();
  const old = await arrange.createIssuedCodes(distributor.id);
  const newer = await arrange.createIssuedCodes(distributor.id);
  await signInAs(distributor);
  await page.goto('/dashboard');
  const field = await openSearch(page);
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(`**/api/v1/search?q=${old.order.orderNo}`, async (route) => {
    await held;
    await route.continue().catch(() => undefined);
  });
  await page.keyboard.insertText(old.order.orderNo);
  await page.waitForRequest(/search\?q=/);
  await field.fill(newer.order.orderNo);
  const option = page.getByRole('dialog').getByRole('option');
  await expect(option).toContainText([newer.order.orderNo]);
  letGo();
  await expect(option).toContainText([newer.order.orderNo]);
  await expect(page.getByRole('option', { name: old.order.orderNo })).toBeHidden();

  let answers = 0;
  await page.route('**/api/v1/search?q=nobody*', (route) => {
    answers += 1;
    return answers === 1 ? route.fulfill({ status: 503, body: '' }) : route.continue();
  });
  await field.fill('nobody@example.com');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('Nothing found for “nobody@example.com”.')).toBeVisible();
});

test('switched off, there is no search', async ({ page, arrange, signInAs }) => {
  const key = 'features.command_palette';
  await database().setting.create({ data: { key, value: false } });
  try {
    await signInAs(await arrange.createDistributor());
    const button = page.getByRole('button', { name: 'Search', exact: true });
    // Other processes notice within some seconds.
    await expect(async () => {
      await page.goto('/dashboard');
      await expect(button).toBeHidden({ timeout: 500 });
    }).toPass();
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox', { name: 'Search' })).toBeHidden();
  } finally {
    await database().setting.delete({ where: { key } });
  }
});
