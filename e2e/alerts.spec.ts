import { deliver, createUnpaidOrder, notificationOf } from '../lib/testing/payment-events';
import { startReceiver } from '../lib/testing/webhook-receiver';
import { database } from '../lib/db';
import { expect, test } from './fixtures';
import { opens } from './pages';

test('an administrator adds a channel, tests it, is told there of a wrong payment, and resolves it', async ({
  page,
  arrange,
  signInAs,
}) => {
  test.slow();
  const receiver = await startReceiver();
  const name = `On call ${receiver.url.slice(-10)}`;
  try {
    await signInAs(await arrange.createUser({ role: 'ADMIN' }));
    await page.goto('/admin/alerts/channels');
    const drawer = page.getByRole('dialog', { name: 'Add a channel' });
    await opens(page.getByRole('button', { name: 'Add a channel' }), drawer);
    await drawer.getByLabel('Kind').selectOption('WEBHOOK');
    await drawer.getByLabel('Name').fill(name);
    await drawer.getByLabel('Address').fill('https://10.0.0.1/hook');
    await drawer.getByRole('button', { name: 'Add a channel' }).click();
    await expect(drawer.getByText('it has to be a public address')).toBeVisible();
    await drawer.getByLabel('Address').fill(receiver.url);
    await drawer.getByRole('button', { name: 'Add a channel' }).click();
    const secret = (await page.getByText(/^whsec_/).textContent()) ?? '';
    await page.getByRole('button', { name: 'I have kept it' }).click();

    await page.getByRole('button', { name: `Test: ${name}` }).click();
    await expect.poll(() => receiver.received.length).toBe(1);
    expect(receiver.received[0]?.verifiedBy(secret)).toBe(true);

    const order = await createUnpaidOrder({ price: '99.90' });
    await deliver(notificationOf(order, { amount: '0.01' }));
    const told = () => receiver.received.find(({ body }) => JSON.stringify(body).includes(order.order_no));
    await expect.poll(told, { timeout: 30_000 }).toBeTruthy();
    expect(told()?.verifiedBy(secret)).toBe(true);
    await page.goto('/admin/alerts/messages');
    await expect(page.getByRole('row').filter({ hasText: name }).first()).toContainText('Sent');

    await page.goto('/admin/alerts');
    const alert = page.getByRole('row').filter({ hasText: order.order_no });
    await expect(alert).toContainText('A payment of CN¥0.01 came for an order of CN¥99.90');
    await alert.getByRole('button', { name: /^Resolve/ }).click();
    await expect(alert).toHaveCount(0);
    expect(await database().alert.count({ where: { key: order.order_no, resolvedAt: { not: null } } })).toBe(
      1,
    );

    await page.goto('/admin/alerts/channels');
    const asked = page.getByRole('dialog', { name: `Delete the channel ${name}?` });
    await opens(page.getByRole('button', { name: `Delete: ${name}` }), asked);
    await asked.getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByText(name)).toHaveCount(0);
  } finally {
    await receiver.close();
    await database().alertChannel.updateMany({ where: { name }, data: { enabled: false } });
  }
});

test('a rule takes another threshold, and goes back to its default', async ({ page, arrange, signInAs }) => {
  await signInAs(await arrange.createUser({ role: 'ADMIN' }));
  await page.goto('/admin/alerts/rules');
  const drawer = page.getByRole('dialog', { name: 'Webhooks fail' });
  await opens(page.getByRole('button', { name: 'Change: Webhooks fail' }), drawer);
  const threshold = drawer.getByLabel('How many it takes');
  await threshold.fill('0');
  await drawer.getByRole('button', { name: 'Save' }).click();
  await expect(drawer.getByText(/^A whole number from 1/)).toBeVisible();
  await threshold.fill('37');
  await drawer.getByRole('button', { name: 'Save' }).click();
  await expect(drawer).toBeHidden();
  const row = page.getByRole('row').filter({ hasText: 'Webhooks fail' });
  await expect(row).toContainText('37');
  await row.getByRole('button', { name: /^Back to default/ }).click();
  await expect(row).not.toContainText('37');
});
