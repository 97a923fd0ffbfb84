import { startReceiver } from '../lib/testing/webhook-receiver';
import { expect, test } from './fixtures';
import { opens } from './pages';

test('a distributor adds an endpoint, sends a test, sees it arrive and sends it again', async ({
  page,
  arrange,
  signInAs,
}) => {
  test.slow();
  const receiver = await startReceiver();
  try {
    await signInAs(await arrange.createDistributor());
    await page.goto('/webhooks');
    const drawer = page.getByRole('dialog', { name: 'Add endpoint' });
    await opens(page.getByRole('button', { name: 'Add endpoint' }).first(), drawer);
    const address = drawer.getByLabel('Address');
    await address.fill('https://10.0.0.1/hook');
    await drawer.getByRole('button', { name: 'Add endpoint' }).click();
    await expect(drawer.getByRole('alert')).toContainText('it has to be a public address');
    await address.fill(receiver.url);
    await drawer.getByRole('button', { name: 'Add endpoint' }).click();
    const secret = (await drawer.getByText(/^whsec_/).textContent()) ?? '';
    expect(secret).toMatch(/^whsec_/);
    await drawer.getByRole('button', { name: 'I have kept it' }).click();

    await page.getByRole('button', { name: `Send a test to ${receiver.url}` }).click();
    await expect.poll(() => receiver.received.length).toBe(1);
    expect(receiver.received[0]?.verifiedBy(secret)).toBe(true);
    const log = page.getByRole('table', { name: 'Delivery log' });
    await expect(async () => {
      await page.goto('/webhooks');
      await expect(log.getByRole('row').nth(1)).toContainText('Delivered', { timeout: 2_000 });
    }).toPass();
    await log.getByRole('link', { name: 'webhook.test' }).click();
    await expect(page.getByText('thank you')).toBeVisible();
    await page.getByRole('button', { name: 'Send webhook.test again' }).click();
    await expect.poll(() => receiver.received.length).toBe(2);
    expect(receiver.received[1]?.id).toBe(receiver.received[0]?.id);
  } finally {
    await receiver.close();
  }
});
