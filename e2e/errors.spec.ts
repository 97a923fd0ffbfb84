import { recordedError } from './page-things';
import { createUnpaidOrder } from '../lib/testing/payment-events';
import { expect, test } from './fixtures';

test('an error is found with the order it met, and marked as resolved', async ({
  page,
  arrange,
  signInAs,
}) => {
  const { order_no } = await createUnpaidOrder();
  const id = await recordedError(order_no);
  await signInAs(await arrange.createUser({ role: 'ADMIN' }));
  await page.goto('/admin/errors?code=PAYMENT_GATEWAY_ERROR');
  await page.locator(`a[href="/admin/errors/${id}"]`).click();
  await expect(page.getByRole('heading', { level: 1, name: 'PAYMENT_GATEWAY_ERROR' })).toBeVisible();
  await expect(page.getByText('the payment provider answered: HTTP 500').first()).toBeVisible();
  await page.getByRole('button', { name: 'Mark PAYMENT_GATEWAY_ERROR as resolved' }).click();
  await expect(page.getByRole('button', { name: 'Mark PAYMENT_GATEWAY_ERROR as resolved' })).toHaveCount(0);
  await page.getByRole('link', { name: order_no }).first().click();
  await expect(page).toHaveURL(`/admin/orders/${order_no}`);
});

test('what was refused is counted, with the code that the caller got', async ({
  page,
  arrange,
  signInAs,
  expectError,
}) => {
  expectError(/404/);
  await signInAs(await arrange.createDistributor());
  await page.goto('/orders');
  const answer = await page.evaluate(async () => {
    const response = await fetch('/api/v1/orders/ORD1999010100000001/payment-status');
    const { error_code } = (await response.json()) as { error_code: string };
    return { error_code, requestId: response.headers.get('x-request-id') ?? '' };
  });
  expect(answer).toEqual({
    error_code: 'RESOURCE_NOT_FOUND',
    requestId: expect.stringMatching(/./) as unknown,
  });
  await signInAs(await arrange.createUser({ role: 'ADMIN' }));
  await expect(async () => {
    await page.goto('/admin/errors?code=RESOURCE_NOT_FOUND');
    const row = page.getByRole('row').filter({ hasText: '/api/v1/orders/[order_no]/payment-status' });
    await row.getByRole('link').click({ timeout: 2_000 });
    await expect(page.getByText(answer.requestId).first()).toBeVisible({ timeout: 2_000 });
  }).toPass();
});
