import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { database } from '../lib/db';
import { appUrl } from './app-under-test';
import { expect, test } from './fixtures';
import { opens } from './pages';

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

test.beforeEach(({ context }) => context.grantPermissions(['clipboard-read', 'clipboard-write']));

test('the links of a code are copied, by mouse and by keyboard alone', async ({
  page,
  arrange,
  signInAs,
}) => {
  const distributor = await arrange.createDistributor();
  const { codes } = await arrange.createIssuedCodes(distributor.id);
  const { code } = codes[0]!;
  await signInAs(distributor);
  await page.goto('/codes');
  const copied = page.getByRole('status').filter({ hasText: 'Copied' });
  await opens(page.getByRole('button', { name: `Copy invite link of ${code}` }), copied);
  expect(await clipboard(page)).toBe(`${appUrl()}/r/${code}`);

  const more = page.getByRole('button', { name: `More actions for ${code}` });
  await more.focus();
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('menuitem', { name: 'Disable' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Copy official link (shows price)' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toBeHidden();
  await expect(more).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => clipboard(page)).toBe(`${appUrl()}/o/${code}`);
});

test('two codes are disabled, cannot be redeemed, and can again when they are enabled', async ({
  page,
  browser,
  arrange,
  signInAs,
}) => {
  const distributor = await arrange.createDistributor();
  await arrange.createTeam({ capacity: 50 });
  const { codes } = await arrange.createIssuedCodes(distributor.id, { count: 3 });
  const [one, two] = [codes[0]!, codes[1]!];
  await signInAs(distributor);
  await page.goto('/codes');
  const bar = page.getByRole('region', { name: 'codes selected' });
  const choose = async () => {
    await opens(
      page.getByRole('checkbox', { name: `Select ${one.code}` }),
      page.getByRole('region', { name: '1 code selected' }),
    );
    await page.getByRole('checkbox', { name: `Select ${two.code}` }).check();
  };
  const switchThem = async (verb: string, consequence: string) => {
    await bar.getByRole('button', { name: verb }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText(consequence)).toBeVisible();
    await dialog.getByRole('button', { name: verb }).click();
    await expect(dialog).toBeHidden();
    await expect(bar).toBeHidden();
  };
  await choose();
  await switchThem(
    'Disable',
    'These 2 codes can no longer be redeemed. Invitations already sent stay valid.',
  );
  const rowOf = (code: string) => page.getByRole('row').filter({ hasText: code });
  await expect(rowOf(one.code)).toContainText('Disabled');
  await expect(rowOf(codes[2]!.code)).toContainText('Available');

  const customer = await browser.newPage();
  await customer.goto(`/r/${two.code}`);
  await expect(customer.getByText(/switched off/)).toBeVisible();

  await choose();
  await switchThem('Enable', 'These 2 codes can be redeemed again');
  await expect(rowOf(two.code)).toContainText('Available');
  await customer.goto(`/r/${two.code}`);
  await customer.getByLabel('Email').fill('customer@example.com');
  await customer.getByRole('button', { name: 'Redeem' }).click();
  await expect(customer.getByText(/You are invited to/)).toBeVisible();
  await customer.close();
});

test('what cannot be enabled is named, code by code', async ({ page, arrange, signInAs }) => {
  const distributor = await arrange.createDistributor();
  const kept = await arrange.createIssuedCodes(distributor.id, { is_active: false });
  await database().order.update({ where: { id: kept.order.id }, data: { paymentStatus: 'REFUNDED' } });
  const free = await arrange.createIssuedCodes(distributor.id, { is_active: false });
  await signInAs(distributor);
  await page.goto('/codes');
  const bar = page.getByRole('region', { name: '2 codes selected' });
  await opens(page.getByRole('checkbox', { name: 'Select all codes on this page' }), bar);
  await bar.getByRole('button', { name: 'Enable' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Enable' }).click();
  const told = page.getByRole('dialog', { name: '1 of 2 codes changed' });
  await expect(told).toContainText(`${kept.codes[0]!.code}Stays off: its order was refunded`);
  await expect(told).toContainText(`${free.codes[0]!.code}Changed`);
});

test('a code is shown to be scanned, and its picture is kept as a file', async ({
  page,
  arrange,
  signInAs,
}) => {
  const distributor = await arrange.createDistributor();
  const { codes } = await arrange.createIssuedCodes(distributor.id);
  const { code } = codes[0]!;
  await signInAs(distributor);
  await page.goto('/codes');
  const choice = page.getByRole('menuitem', { name: 'QR code' });
  await opens(page.getByRole('button', { name: `More actions for ${code}` }), choice);
  await choice.click();
  const dialog = page.getByRole('dialog', { name: `QR code of ${code}` });
  await expect(dialog.getByRole('img', { name: `${appUrl()}/r/${code}` })).toBeVisible();
  await expect(dialog.getByRole('link')).toHaveAttribute('href', `${appUrl()}/r/${code}`);
  for (const [button, name, begin] of [
    ['Download PNG', `${code}.png`, '\u0089PNG'],
    ['Download SVG', `${code}.svg`, '<svg'],
  ] as const) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      dialog.getByRole('button', { name: button }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(name);
    expect((await readFile(await download.path(), 'latin1')).slice(0, 4)).toBe(begin);
  }
});

test('the list is kept as a file, with its filters', async ({ page, arrange, signInAs }) => {
  const distributor = await arrange.createDistributor();
  const { codes } = await arrange.createIssuedCodes(distributor.id, { count: 3 });
  const off = await arrange.createIssuedCodes(distributor.id, { is_active: false });
  await signInAs(distributor);
  const keep = async (name: string) => {
    const link = page.getByRole('link', { name });
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toMatch(/^codes-\d{4}-\d\d-\d\d\.csv$/);
    const [head, ...rows] = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
    expect(head).toBe('\ufeffid,code,state,used_count,max_uses,expires_at,is_active,order_no,invite_link');
    return rows.map((row) => row.split(',')[1]);
  };
  await page.goto('/codes');
  expect(await keep('Export 4 codes')).toEqual([
    off.codes[0]!.code,
    ...codes.map(({ code }) => code).toReversed(),
  ]);
  await page.goto('/codes?state=inactive&limit=20');
  expect(await keep('Export 1 code')).toEqual([off.codes[0]!.code]);
});
