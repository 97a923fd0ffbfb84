import { TEST_PASSWORD } from '../lib/testing/factories';
import { expect, test } from './fixtures';
import { opens, settled } from './pages';

test('a key is shown once, works for a program, and stops with its revocation', async ({
  page,
  arrange,
  signInAs,
  request,
}) => {
  await signInAs(await arrange.createDistributor());
  await page.goto('/account/api-keys');
  const drawer = page.getByRole('dialog');
  await opens(page.getByRole('button', { name: 'Create API key' }), drawer);
  await drawer.getByLabel('Name').fill('Shop server');
  await drawer.getByRole('button', { name: 'Create API key' }).click();
  await expect(drawer.getByText('Copy this key now')).toBeVisible();
  const key = await drawer.locator('code').first().innerText();
  await drawer.getByRole('button', { name: 'I have copied it' }).click();

  const row = page.getByRole('row', { name: /Shop server/ });
  await expect(row).toContainText('Never');
  await expect(page.getByText(key)).toHaveCount(0);
  const summary = async () =>
    (
      await request.get('/api/v1/distributors/me/summary', { headers: { authorization: `Bearer ${key}` } })
    ).status();
  expect(await summary()).toBe(200);
  await page.reload();
  await expect(row).not.toContainText('Never');

  const revoke = row.getByRole('button', { name: 'Revoke Shop server' });
  await revoke.click();
  await expect(page.getByRole('dialog')).toContainText('stop working at once');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(revoke).toBeFocused();
  await revoke.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(row).toHaveCount(0);
  expect(await summary()).toBe(401);
});

test('a changed password keeps this session and opens the next one', async ({ page, arrange, signInAs }) => {
  const operator = await arrange.createUser();
  await signInAs(operator);
  await page.goto('/account');
  await settled(page);
  const change = async (current: string, fresh: string) => {
    await page.getByLabel('Current password').fill(current);
    await page.getByLabel('New password').fill(fresh);
    await page.getByRole('button', { name: 'Change password' }).click();
  };
  await change(TEST_PASSWORD, 'too short');
  await expect(page.getByText('Choose a password of 12 to 200 characters.')).toBeVisible();
  await change('not my password', 'another long password');
  await expect(page.getByText('The current password is not right. Type it again.')).toBeVisible();
  await change(TEST_PASSWORD, operator.email);
  await expect(page.getByText('Your email is the first thing somebody would try.')).toBeVisible();
  await change(TEST_PASSWORD, 'another long password');
  await expect(page.getByText('Your password is changed')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Who you are' })).toBeVisible();

  await page.context().clearCookies();
  await page.goto('/account');
  await expect(page).toHaveURL(/\/sign-in\?next=%2Faccount/);
  await page.getByLabel('Email').fill(operator.email);
  await page.getByLabel('Password').fill('another long password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Who you are' })).toBeVisible();
});
