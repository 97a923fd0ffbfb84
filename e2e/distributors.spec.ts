import type { Page } from '@playwright/test';
import { database } from '../lib/db';
import { pngOf } from '../lib/testing/pictures';
import { until } from '../lib/testing/until';
import { appUrl } from './app-under-test';
import { expect, test } from './fixtures';
import { opens } from './pages';

const PASSWORD = 'a first password to sign in with';

/** The latest mail to somebody as an admin reads it, once the worker has written it. */
async function readMail(page: Page, recipient: string) {
  const mail = await until(() =>
    database().mail.findFirst({ where: { recipient }, orderBy: { id: 'desc' } }),
  );
  await page.goto(`/admin/outbox/${mail.id}`);
  return page.getByRole('main').innerText();
}

test('a distributor is invited, dresses its pages, is stopped with its codes and comes back', async ({
  page,
  browser,
  arrange,
  signInAs,
}) => {
  const name = arrange.unique('Blue Harbour');
  const email = `${name.replace(/\W+/g, '-').toLowerCase()}@example.com`;
  const admin = await arrange.createUser({ role: 'ADMIN' });
  await signInAs(admin);
  await page.goto('/admin/distributors');
  const drawer = page.getByRole('dialog', { name: 'Create distributor' });
  await opens(page.getByRole('button', { name: 'Create distributor' }).first(), drawer);
  await drawer.getByLabel('Email').fill(email);
  await drawer.getByLabel('Name', { exact: true }).fill(name);
  await expect(drawer.getByLabel('Short name')).toHaveValue(name.toLowerCase().replace(/\W+/g, '-'));
  await drawer.getByLabel('Unit price').fill('9.5');
  await drawer.getByRole('button', { name: 'Create distributor' }).click();
  await expect(page.getByText(`${email} gets a mail to set a password.`)).toBeVisible();
  await expect(drawer).toBeHidden();

  const [link = ''] = /https?:\/\/\S+\/p\/\S+/.exec(await readMail(page, email)) ?? [];
  const own = await browser.newContext({ baseURL: appUrl() });
  const shop = await own.newPage();
  await shop.goto(new URL(link).pathname);
  await shop.locator('input[type=password]').first().fill(PASSWORD);
  await shop.locator('button[type=submit]').last().click();
  await expect(shop).not.toHaveURL(/\/p\//);
  if (/sign-in/.test(shop.url())) {
    await shop.getByLabel('Email').fill(email);
    await shop.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await shop.locator('button[type=submit]').last().click();
  }
  await expect(shop.getByRole('heading', { level: 1, name: 'Dashboard' })).toBeVisible();

  await shop.goto('/brand');
  await shop.getByLabel('Welcome text').fill('Welcome!\nYour seat is <b>waiting</b>.');
  await shop.getByLabel('Colour', { exact: true }).fill('#ffd400');
  await shop.getByRole('link', { name: 'Members', exact: true }).click();
  await shop.getByRole('dialog').getByRole('button', { name: 'Keep editing' }).click();
  await expect(shop).toHaveURL(/\/brand$/);
  await expect(shop.getByText(/Shown as #[0-9a-f]{6}/).first()).toBeVisible();
  await shop.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(shop.getByText('Saved. Customers see it from now on.')).toBeVisible();
  const logo = { name: 'logo.png', mimeType: 'image/png', buffer: pngOf(120, 60) };
  await shop.getByLabel('Picture').setInputFiles(logo);
  await shop.getByRole('button', { name: 'Upload', exact: true }).click();
  await expect(shop.getByText('The logo is in use now.')).toBeVisible();

  const { id } = await database().user.findUniqueOrThrow({ where: { email } });
  const { codes } = await arrange.createIssuedCodes(id);
  const path = `/r/${codes[0]!.code}`;
  for (const javaScriptEnabled of [true, false]) {
    const visit = await browser.newContext({ baseURL: appUrl(), javaScriptEnabled });
    const customer = await visit.newPage();
    await customer.goto(path);
    await expect(customer.getByText(name)).toBeVisible();
    await expect(customer.getByText('Your seat is <b>waiting</b>.')).toBeVisible();
    const image = customer.locator('main img');
    expect(await image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBe(120);
    await expect(customer.getByText('List price')).toHaveCount(0);
    const fill = await customer
      .getByRole('button', { name: 'Redeem' })
      .evaluate((element) => getComputedStyle(element).backgroundColor);
    expect(fill).not.toBe('rgb(22, 104, 220)');
    await visit.close();
  }

  await page.goto(`/admin/distributors/${id}`);
  await expect(page.getByText(`You are looking at ${name}’s pages`)).toBeVisible();
  const choice = page.getByLabel('Codes stop working too, until the distributor is enabled again');
  await opens(page.getByRole('button', { name: 'Disable', exact: true }), choice);
  await choice.check();
  await page.getByRole('dialog').getByRole('button', { name: 'Disable', exact: true }).click();
  await expect(page.getByText(`${name} is disabled.`)).toBeVisible();
  await shop.goto('/dashboard');
  await expect(shop).toHaveURL(/\/sign-in/);
  await shop.goto(path);
  await expect(shop.getByText('This code has been switched off.')).toBeVisible();
  await expect(shop.getByText(name)).toBeVisible();

  await page.reload();
  const dialog = page.getByRole('dialog');
  await opens(page.getByRole('button', { name: 'Enable', exact: true }), dialog);
  await dialog.getByRole('button', { name: 'Enable', exact: true }).click();
  await expect(page.getByText(`${name} is back.`)).toBeVisible();
  await shop.goto(path);
  await expect(shop.getByText('This code has been switched off.')).toHaveCount(0);
  await own.close();
});

test('a distributor whose codes were stopped reads so beside them; another one does not', async ({
  page,
  arrange,
  signInAs,
}) => {
  const stopped = await arrange.createDistributor({ codesStoppedAt: new Date() });
  const other = await arrange.createDistributor();
  for (const [distributor, times] of [
    [stopped, 1],
    [other, 0],
  ] as const) {
    await page.context().clearCookies();
    await signInAs(distributor);
    for (const [path, title] of [
      ['/dashboard', 'Dashboard'],
      ['/codes', 'Codes'],
    ] as const) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
      const notice = page.getByRole('note').filter({ hasText: 'Your codes have been stopped since' });
      await expect(notice).toHaveCount(times);
    }
  }
});

test('a plan is put on sale, changed by one of two who try, and taken off sale', async ({
  page,
  arrange,
  signInAs,
}) => {
  const name = arrange.unique('Plan');
  await signInAs(await arrange.createUser({ role: 'ADMIN' }));
  await page.goto('/admin/plans');
  const create = page.getByRole('dialog', { name: 'Create plan' });
  await opens(page.getByRole('button', { name: 'Create plan' }).first(), create);
  await create.getByLabel('Name').fill(name);
  await create.getByLabel('Price').fill('0');
  await create.getByRole('button', { name: 'Create plan' }).click();
  await expect(create.getByText('Enter an amount above zero', { exact: false })).toBeVisible();
  await create.getByLabel('Price').fill('50');
  await create.getByLabel('Number of codes').fill('5');
  await create.getByRole('button', { name: 'Create plan' }).click();
  await expect(page.getByText(`${name} is on sale.`)).toBeVisible();

  const change = page.getByRole('dialog', { name: `Change ${name}` });
  await opens(page.getByRole('button', { name: `Change ${name}` }), change);
  await database().plan.updateMany({ where: { name }, data: { price: '60' } });
  await change.getByLabel('Price').fill('70');
  await change.getByRole('button', { name: 'Save' }).click();
  await expect(change.getByText('Somebody else has changed this meanwhile.', { exact: false })).toBeVisible();
  expect(await database().plan.count({ where: { name, price: '60' } })).toBe(1);

  await page.reload();
  const verb = page.getByRole('dialog').getByRole('button', { name: 'Take off sale' });
  await opens(page.getByRole('button', { name: `Take ${name} off sale` }), verb);
  await verb.click();
  await expect(page.getByText(`${name} is no longer sold.`)).toBeVisible();
  expect(await database().plan.count({ where: { name, isActive: false } })).toBe(1);
});
