import { database } from '../lib/db';
import { createPaidOrder, createUnpaidOrder, deliver, notificationOf } from '../lib/testing/payment-events';
import { seedBooks } from '../prisma/seed-books';
import { expect, test } from './fixtures';
import { opens } from './pages';

/** An order that was paid, also by the books of the provider. */
async function paidOrder(price: string) {
  const order = await createPaidOrder({ price, codeCount: 3 });
  await seedBooks({ db: database() });
  return order;
}

const refundOf = (paymentId: number) =>
  database().refund.findFirst({ where: { paymentId }, orderBy: { id: 'desc' } });

test('an administrator finds a payment, sees what a refund would do, and gives a part back', async ({
  page,
  arrange,
  signInAs,
}) => {
  const order = await paidOrder('200.00');
  await signInAs(await arrange.createUser({ role: 'ADMIN' }));
  await page.goto(`/admin/payments?order_no=${order.order_no}`);
  await page.getByRole('link', { name: `Payment ${order.payment_id}` }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Payment ${order.payment_id}` })).toBeVisible();
  await expect(page.getByText('CN¥200.00').first()).toBeVisible();

  const dialog = page.getByRole('dialog', { name: 'Refund this payment' });
  await opens(page.getByRole('button', { name: 'Refund…' }), dialog);
  await expect(dialog.getByLabel('Amount in CNY')).toHaveValue('200.00');
  const refund = dialog.getByRole('button', { name: 'Refund', exact: true });
  await expect(refund).toBeDisabled();
  await dialog.getByLabel('Reason').fill('One code did not work');
  await dialog.getByLabel('Amount in CNY').fill('500');
  await expect(dialog.getByText('Only CN¥200.00 can be given back.')).toBeVisible();
  await expect(refund).toBeDisabled();
  await dialog.getByLabel('Amount in CNY').fill('66.60');
  const preview = dialog.getByRole('status');
  await expect(preview.getByText('CN¥133.40')).toBeVisible();
  await expect(preview.getByText('Partly refunded')).toBeVisible();
  await expect(preview.getByText('Not needed.')).toBeVisible();
  await refund.click();
  await expect(dialog).toBeHidden();
  await expect
    .poll(async () => (await refundOf(order.payment_id))?.status, { timeout: 30_000 })
    .toBe('SUCCEEDED');
  await page.goto(`/admin/payments/${order.payment_id}?tab=refunds`);
  await expect(page.getByRole('row').filter({ hasText: 'One code did not work' })).toContainText('CN¥66.60');
  await expect(page.getByText('Partly refunded').first()).toBeVisible();
});

test('much money goes back only when another administrator has agreed', async ({
  page,
  arrange,
  signInAs,
}) => {
  const order = await paidOrder('20000.00');
  const first = await arrange.createUser({ role: 'ADMIN' });
  await signInAs(first);
  await page.goto(`/admin/payments/${order.payment_id}`);
  const dialog = page.getByRole('dialog', { name: 'Refund this payment' });
  await opens(page.getByRole('button', { name: 'Refund…' }), dialog);
  await dialog.getByLabel('Reason').fill('The contract was ended');
  await expect(dialog.getByText('Another administrator has to agree first.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Ask for approval' }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(async () => (await refundOf(order.payment_id))?.status).toBe('AWAITING_APPROVAL');

  const second = await arrange.createUser({ role: 'ADMIN' });
  await signInAs(second);
  await page.goto('/admin/payments/refunds');
  const waiting = page.getByRole('region', { name: 'Waiting for approval' });
  const row = waiting.getByRole('row').filter({ hasText: order.order_no });
  await expect(row).toContainText(first.name);
  const approval = page.getByRole('dialog', { name: 'Give back CN¥20,000.00?' });
  await opens(row.getByRole('button', { name: /^Approve/ }), approval);
  await approval.getByRole('button', { name: 'Approve' }).click();
  await expect(approval).toBeHidden();
  await expect
    .poll(async () => (await refundOf(order.payment_id))?.status, { timeout: 30_000 })
    .toBe('SUCCEEDED');
  expect((await refundOf(order.payment_id))?.approvedBy).toBe(second.id);
});

test('a message that matched nothing is replayed when its order is there', async ({
  page,
  arrange,
  signInAs,
}) => {
  const order = await createUnpaidOrder();
  const away = `ORD1999${order.order_no.slice(7)}`;
  await database().order.update({ where: { orderNo: order.order_no }, data: { orderNo: away } });
  await deliver(notificationOf(order));
  const event = await database().paymentEvent.findFirstOrThrow({ orderBy: { id: 'desc' } });
  await database().paymentEvent.update({ where: { id: event.id }, data: { retryAt: null } });
  await database().order.update({ where: { orderNo: away }, data: { orderNo: order.order_no } });
  await signInAs(await arrange.createUser({ role: 'ADMIN' }));
  await page.goto('/admin/payments/events?outcome=unmatched');
  await page.getByRole('link', { name: `Notification ${event.id}` }).click();
  await expect(page.getByText('payment.succeeded').first()).toBeVisible();
  await opens(page.getByRole('button', { name: 'Replay' }), page.getByText('Replayed. It came to: Settled.'));
  await expect(page.getByRole('link', { name: order.order_no }).first()).toBeVisible();
  expect(
    (await database().order.findUniqueOrThrow({ where: { orderNo: order.order_no } })).paymentStatus,
  ).toBe('PAID');
});

test('a day is compared from the page, and the report shows that nothing differs', async ({
  page,
  arrange,
  signInAs,
}) => {
  const day = '2003-05-05';
  const order = await paidOrder('99.90');
  const at = new Date(`${day}T04:00:00Z`);
  await database().order.update({ where: { orderNo: order.order_no }, data: { paidAt: at } });
  await database().payment.update({ where: { id: order.payment_id }, data: { completedAt: at } });
  await database().sandboxTransaction.updateMany({
    where: { paymentId: order.payment_id },
    data: { createdAt: at },
  });
  await signInAs(await arrange.createUser({ role: 'ADMIN' }));
  const books = page.getByRole('heading', { level: 1, name: 'Books of May 5, 2003' });
  await expect(async () => {
    await page.goto('/admin/payments/reconciliation');
    await page.getByLabel('Day', { exact: true }).fill(day);
    await page.getByRole('button', { name: 'Compare now' }).click();
    await expect(books).toBeVisible({ timeout: 10_000 });
  }).toPass();
  await expect(page.getByText('Both say the same')).toBeVisible({ timeout: 30_000 });
  await expect(
    page.getByText('No differences: our books and those of the providers say the same.'),
  ).toBeVisible();
});
