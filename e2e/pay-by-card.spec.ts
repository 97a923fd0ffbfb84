import { database } from '../lib/db';
import { createUnpaidOrder } from '../lib/testing/payment-events';
import { expect, test } from './fixtures';
import { opens } from './pages';

test('a card is declined with its reason, another one pays, and the payment is given back', async ({
  page,
  arrange,
  signInAs,
}) => {
  const order = await createUnpaidOrder({ codeCount: 3, price: '99.00' });
  await signInAs(order.buyer);
  await page.goto(`/orders/${order.order_no}`);
  const dialog = page.getByRole('dialog', { name: /by test card/ });
  await opens(page.getByRole('button', { name: 'Pay by test card' }), dialog);
  await dialog.getByRole('radio', { name: 'card_insufficient_funds' }).check({ force: true });
  await dialog.getByRole('button', { name: 'Pay by card' }).click();
  await expect(dialog.getByText('There is not enough money on the card.')).toBeVisible();
  await dialog.getByRole('radio', { name: 'card_ok' }).check({ force: true });
  await dialog.getByRole('button', { name: 'Pay by card' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Redeem codes issued, total 3').first()).toBeVisible({ timeout: 30_000 });

  const paid = await database().payment.findFirstOrThrow({
    where: { orderId: order.order_id, status: 'COMPLETED' },
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
      where: { id: order.order_id },
      select: { paymentStatus: true, codes: { where: { isActive: true } } },
    });
  await expect.poll(standing, { timeout: 30_000 }).toEqual({ paymentStatus: 'REFUNDED', codes: [] });
});
