import { database } from '../lib/db';
import { expect, test } from './fixtures';
import { opens, orderOnePlan } from './pages';

test('an order is bought by card: one is declined with its reason, another one pays, and the payment is given back', async ({
  page,
  arrange,
  signInAs,
}) => {
  const buyer = await arrange.createDistributor();
  const plan = await arrange.createPlan({ codeCount: 3, price: '99.00' });
  await signInAs(buyer);
  await page.goto('/orders');
  const drawer = await orderOnePlan(page, plan.name);
  await drawer.getByRole('radio', { name: /Test card/ }).check();
  await drawer.getByRole('button', { name: 'Place order' }).click();
  // The order's page asks for the card at once.
  await page.waitForURL('**/orders/ORD*');
  const dialog = page.getByRole('dialog', { name: /by test card/ });
  await expect(dialog).toBeVisible();
  await dialog.getByRole('radio', { name: 'card_insufficient_funds' }).check();
  await dialog.getByRole('button', { name: 'Pay by card' }).click();
  await expect(dialog.getByText('There is not enough money on the card.')).toBeVisible();
  await dialog.getByRole('radio', { name: 'card_ok' }).check();
  await dialog.getByRole('button', { name: 'Pay by card' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Redeem codes issued, total 3').first()).toBeVisible({ timeout: 30_000 });

  const paid = await database().payment.findFirstOrThrow({
    where: { order: { buyerUserId: buyer.id }, status: 'COMPLETED' },
  });
  await signInAs(await arrange.createUser({ role: 'ADMIN' }));
  await page.goto(`/admin/payments/${paid.id}`);
  const refunding = page.getByRole('dialog', { name: 'Refund this payment' });
  await opens(page.getByRole('button', { name: 'Refund…' }), refunding);
  await refunding.getByLabel('Reason').fill('No longer wanted');
  await refunding.getByRole('button', { name: 'Refund', exact: true }).click();
  await expect(refunding).toBeHidden();
  const standing = () =>
    database().order.findUniqueOrThrow({
      where: { id: paid.orderId },
      select: { paymentStatus: true, codes: { where: { isActive: true } } },
    });
  await expect.poll(standing, { timeout: 30_000 }).toEqual({ paymentStatus: 'REFUNDED', codes: [] });
});
