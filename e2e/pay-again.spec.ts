import { database } from '../lib/db';
import { expect, test } from './fixtures';
import { opens, orderOnePlan } from './pages';

test('a declined payment says so, and a second attempt pays the order', async ({
  page,
  arrange,
  signInAs,
}) => {
  const distributor = await arrange.createDistributor();
  const plan = await arrange.createPlan({ codeCount: 3 });
  await signInAs(distributor);
  await page.goto('/orders');
  const drawer = await orderOnePlan(page, plan.name);
  await drawer.getByRole('button', { name: 'Confirm payment' }).click();

  await page.waitForURL('**/sandbox/pay/*');
  const firstPage = page.url();
  await page.getByRole('button', { name: 'Decline the payment' }).click();
  await page.waitForURL('**/orders/ORD*');
  await expect(page.getByText('The last payment failed')).toBeVisible();

  await opens(
    page.getByRole('button', { name: 'Try again' }),
    page.getByRole('button', { name: 'Pay', exact: true }),
  );
  expect(page.url()).not.toBe(firstPage);
  await page.getByRole('button', { name: 'Pay', exact: true }).click();
  await page.waitForURL('**/orders/ORD*');
  await expect(page.getByText('Redeem codes issued, total 3').first()).toBeVisible({ timeout: 30_000 });

  const payments = await database().payment.findMany({
    where: { order: { buyerUserId: distributor.id } },
    orderBy: { id: 'asc' },
  });
  expect(payments.map(({ status }) => status)).toEqual(['FAILED', 'COMPLETED']);
});
