import { randomBytes } from 'node:crypto';
import type { Browser, Page } from '@playwright/test';
import { TEST_PASSWORD } from '../lib/testing/factories';
import { expect, test } from './fixtures';
import { opens } from './pages';

const NEW = 'another long password';

async function signInBy(page: Page, email: string, password: string) {
  await page.goto('/sign-in');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

/** The link to set a password, as an administrator finds it in the outbox. */
async function linkTo(page: Page, email: string) {
  await expect(async () => {
    await page.goto(`/admin/outbox?q=${email}`);
    await expect(page.getByRole('link', { name: email })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.getByRole('link', { name: email }).click();
  const link = await page.getByRole('link', { name: /\/p\// }).first().getAttribute('href');
  return new URL(link ?? '').pathname;
}

/** Somebody else at another browser. */
async function another(browser: Browser) {
  return (await browser.newContext({ locale: 'en-US' })).newPage();
}

test('an operator is invited, sets a password by the mailed link, and signs in with it', async ({
  page,
  browser,
  arrange,
  signInAs,
}) => {
  await signInAs(await arrange.createUser({ role: 'ADMIN' }));
  const email = `grace-${randomBytes(4).toString('hex')}@example.com`;
  await page.goto('/admin/users');
  const drawer = page.getByRole('dialog', { name: 'Invite a user' });
  await opens(page.getByRole('button', { name: 'Invite a user' }), drawer);
  await drawer.getByRole('button', { name: 'Send the invitation' }).click();
  await expect(drawer.getByText('Enter a whole email address.')).toBeVisible();
  await drawer.getByLabel('Email').fill(email);
  await drawer.getByLabel('Name').fill('Grace Hopper');
  await drawer.getByRole('button', { name: 'Send the invitation' }).click();
  await expect(drawer).toHaveCount(0);
  await expect(page.getByRole('row', { name: email })).toContainText('Invited');
  const link = await linkTo(page, email);

  const grace = await another(browser);
  await grace.goto(link);
  await expect(grace.getByText(email)).toBeVisible();
  await grace.getByLabel('New password').fill('too short');
  await grace.getByRole('button', { name: 'Set password and sign in' }).click();
  await expect(grace.getByText('Choose a password of 12 to 200 characters.')).toBeVisible();
  await grace.getByLabel('New password').fill(NEW);
  await grace.getByRole('button', { name: 'Set password and sign in' }).click();
  await grace.waitForURL('**/admin/**');
  await grace.getByRole('button', { name: 'Account menu' }).click();
  await grace.getByRole('button', { name: 'Sign out' }).click();
  await grace.waitForURL('**/sign-in');

  await grace.goto(link);
  await expect(grace.getByText('This link no longer works')).toBeVisible();
  await signInBy(grace, email, NEW);
  await page.goto(`/admin/users?q=${encodeURIComponent(email)}`);
  await expect(page.getByRole('row', { name: email })).toContainText('Active');
  await grace.context().close();
});

test('who forgot a password gets a link, before scripts have loaded, too', async ({
  page,
  browser,
  arrange,
  signInAs,
}) => {
  const operator = await arrange.createUser();
  const plain = await browser.newContext({ locale: 'en-US', javaScriptEnabled: false });
  const visitor = await plain.newPage();
  await visitor.goto('/sign-in');
  await visitor.getByRole('link', { name: 'Forgot password?' }).click();
  await visitor.getByLabel('Email').fill(operator.email);
  await visitor.getByRole('button', { name: 'Send the link' }).click();
  await expect(visitor.getByText('Look into your mailbox')).toBeVisible();

  await signInAs(await arrange.createUser({ role: 'ADMIN' }));
  await visitor.goto(await linkTo(page, operator.email));
  await visitor.getByLabel('New password').fill(NEW);
  await visitor.getByRole('button', { name: 'Set password and sign in' }).click();
  await visitor.goto('/account');
  await expect(visitor.getByText(operator.email)).toBeVisible();
  await plain.close();
});

test('a session on another device is ended from the account page', async ({ page, browser, arrange }) => {
  const { email } = await arrange.createUser();
  const elsewhere = await another(browser);
  await signInBy(elsewhere, email, TEST_PASSWORD);
  await signInBy(page, email, TEST_PASSWORD);
  await page.goto('/account');
  const sessions = page.getByRole('table', { name: 'Where you are signed in' });
  await expect(sessions.getByRole('row')).toHaveCount(3);
  const dialog = page.getByRole('dialog');
  await opens(sessions.getByRole('button', { name: /^End the session/ }), dialog);
  await expect(dialog).toContainText('sent to the sign-in page');
  await dialog.getByRole('button', { name: 'End', exact: true }).click();
  await expect(sessions.getByRole('row')).toHaveCount(2);
  await elsewhere.goto('/account');
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await page.reload();
  await expect(sessions).toBeVisible();
  await elsewhere.context().close();
});

test('signing out makes a copied cookie worthless', async ({ page, browser, arrange }) => {
  const { email } = await arrange.createUser();
  await signInBy(page, email, TEST_PASSWORD);
  const copied = await page.context().cookies();
  const thief = await another(browser);
  await thief.context().addCookies(copied);
  await thief.goto('/account');
  await expect(thief.getByText(email)).toBeVisible();
  await page.goto('/account');
  await page.getByRole('button', { name: 'Account menu' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in');
  await thief.goto('/account');
  await expect(thief).toHaveURL(/\/sign-in/);
  await thief.context().close();
});
