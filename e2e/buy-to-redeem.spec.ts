import { database } from '../lib/db';
import { expect, test } from './fixtures';
import { opens } from './pages';

test('codes are bought, paid, issued and redeemed, and the sales trend moves', async ({
  page,
  browser,
  arrange,
  signInAs,
}) => {
  const distributor = await arrange.createDistributor();
  const plan = await arrange.createPlan({ codeCount: 60, price: '120.00' });
  await arrange.createTeam({ capacity: 50 });
  await signInAs(distributor);

  await page.goto('/dashboard');
  await expect(page.getByText('No codes yet.')).toBeVisible();

  const drawer = page.getByRole('dialog', { name: 'Buy redeem codes' });
  await opens(page.getByRole('button', { name: 'Buy codes' }).first(), drawer);
  const next = drawer.getByRole('button', { name: 'Next' });
  await expect(next).toBeDisabled();
  await drawer.getByText(plan.name).click();
  await next.click();
  await drawer.getByLabel('Quantity').fill('5');
  await expect(drawer.getByText('CN¥600.00')).toBeVisible();
  await next.click();
  await drawer.getByRole('button', { name: 'Confirm payment' }).click();

  await page.waitForURL('**/sandbox/pay/*');
  await page.getByRole('button', { name: 'Pay', exact: true }).click();
  await page.waitForURL('**/orders/ORD*');
  await expect(page.getByText('Redeem codes issued, total 300').first()).toBeVisible({ timeout: 30_000 });
  await page.reload();
  await expect(page.getByText('Redeem codes issued, total 300').first()).toBeVisible();
  await page.getByRole('link', { name: 'See the codes' }).first().click();

  const code = await page.locator('td code').first().innerText();
  expect(code).toMatch(/^ORD\d+_[A-Z0-9]{8}$/);

  const customer = await browser.newPage();
  await customer.goto(`/r/${code}`);
  await customer.getByLabel('Email').fill('Customer@Example.com ');
  await customer.getByRole('button', { name: 'Redeem' }).click();
  await expect(customer.getByText(/You are invited to/)).toBeVisible();
  await customer.close();

  await page.goto('/dashboard');
  await expect(page.getByText('Redeem attempts: 1 in all')).toBeVisible();
  await opens(
    page.getByRole('button', { name: 'As a table' }).first(),
    page.getByRole('columnheader').first(),
  );
  await expect(page.getByRole('row').nth(1)).toContainText('1');

  const [invitation] = await database().inviteRecord.findMany({ where: { distributorId: distributor.id } });
  expect(invitation).toMatchObject({ email: 'customer@example.com', distributorId: distributor.id });
  const used = await database().redeemCode.findMany({ where: { createdBy: distributor.id, usedCount: 1 } });
  expect(used.map((row) => row.code)).toEqual([code]);
});
