import { failIssue } from '../lib/codes/fail-issue';
import { database } from '../lib/db';
import { testCtx } from '../lib/testing/database';
import { createUnpaidOrder, deliver, notificationOf } from '../lib/testing/payment-events';
import { expect, test } from './fixtures';
import { isBeingIssued } from './orders-in-work';
import { opens } from './pages';

/** A paid order whose codes failed to be issued, whatever the worker of the journey had in mind. */
async function createFailedIssue() {
  const order = await createUnpaidOrder({ codeCount: 5 });
  // Paid by hand, so that no worker is told of it before it has failed.
  await isBeingIssued(order.order_no);
  await database().payment.update({
    where: { id: order.payment_id },
    data: { status: 'COMPLETED', transactionId: `txn-${order.payment_id}`, completedAt: new Date() },
  });
  await failIssue(testCtx(), order.order_id, new Error('disk full'), 'final');
  return order;
}

test('an administrator sees what needs a person, mends it, and it is gone', async ({
  page,
  arrange,
  signInAs,
}) => {
  const order = await createFailedIssue();
  const wrong = await createUnpaidOrder({ price: '99.90' });
  await deliver(notificationOf(wrong, { amount: '0.01' }));
  await signInAs(await arrange.createUser({ role: 'ADMIN' }));
  await page.goto('/');
  await expect(page).toHaveURL('/admin/overview');

  const matters = page.getByRole('region', { name: 'Needs a person now' });
  const again = matters.getByRole('button', { name: `Issue again: order ${order.order_no}` });
  const dialog = page.getByRole('dialog');
  await opens(again, dialog);
  await expect(dialog.getByText('5 codes are missing.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Issue again' }).click();
  await expect(again).toHaveCount(0);
  await expect
    .poll(() => database().redeemCode.count({ where: { orderId: order.order_id } }), { timeout: 30_000 })
    .toBe(5);

  const mismatch = matters.getByRole('listitem').filter({ hasText: wrong.order_no });
  await expect(mismatch.getByText('A payment of CN¥0.01 came for an order of CN¥99.90')).toBeVisible();
  await expect(mismatch.getByRole('link', { name: 'Open the order' })).toHaveAttribute(
    'href',
    `/admin/orders/${wrong.order_no}`,
  );
  await mismatch.getByRole('button', { name: 'Resolve' }).click();
  await expect(mismatch).toHaveCount(0);
  expect(await database().alert.count({ where: { key: wrong.order_no, resolvedAt: { not: null } } })).toBe(1);
});

test('the period and what the chart shows stand in the address', async ({ page, arrange, signInAs }) => {
  await deliver(notificationOf(await createUnpaidOrder({ price: '12.00', currency: 'USD' })));
  await signInAs(await arrange.createUser({ role: 'ADMIN' }));
  await page.goto('/admin/overview');
  await page.getByRole('link', { name: '7 days' }).click();
  await expect(page).toHaveURL(/days=7/);
  await page.getByRole('link', { name: 'Revenue, USD' }).click();
  await expect(page).toHaveURL(/days=7&show=USD/);
  await expect(page.getByRole('heading', { name: 'Revenue by day in USD (last 7 days)' })).toBeVisible();
  const chart = page.getByRole('region', { name: /Revenue by day/ });
  await opens(chart.getByRole('button', { name: 'As a table' }), chart.getByRole('columnheader').first());
  await expect(chart.getByRole('row')).toHaveCount(8);
});

test('an operator has no overview', async ({ page, arrange, signInAs, expectError }) => {
  expectError(/403/);
  await signInAs(await arrange.createUser({ role: 'OPERATOR' }));
  expect((await page.goto('/admin/overview'))?.status()).toBe(403);
  await expect(page.getByRole('heading', { name: 'You may not see this page' })).toBeVisible();
});
