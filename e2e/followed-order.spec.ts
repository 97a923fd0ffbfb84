import { buyCodes } from '../lib/codes/buy-codes';
import { userCtx } from '../lib/testing/database';
import { deliver, notificationOf } from '../lib/testing/payment-events';
import { expect, test } from './fixtures';

test('whoever leaves while codes are issued is told elsewhere that they are there', async ({
  page,
  arrange,
  signInAs,
}) => {
  const buyer = await arrange.createDistributor();
  const plan = await arrange.createPlan({ codeCount: 3, price: '99.00' });
  const order = await buyCodes(userCtx(buyer), { plan_id: plan.id, quantity: 1 });
  // As if issuing took longer than it does here.
  let slow = true;
  await page.route(`**/code-orders/${order.order_no}`, async (route) => {
    const response = await route.fetch();
    const told = (await response.json()) as object;
    const meanwhile = { status: 'confirmed', payment_status: 'paid', fulfillment_status: 'processing' };
    await route.fulfill({ response, json: slow ? { ...told, ...meanwhile } : told });
  });
  await signInAs(buyer);
  await page.goto(`/orders/${order.order_no}`);
  await expect(page.getByText('0 of 3')).toBeVisible();
  await deliver(notificationOf({ ...order, total_amount: '99.00' }));
  await page.getByRole('link', { name: 'Members' }).click();
  await page.waitForURL('**/members');
  slow = false;
  const told = page.getByText(`Order ${order.order_no}: 3 codes are issued.`);
  await expect(told).toBeVisible({ timeout: 30_000 });
  await page.getByRole('link', { name: 'See the codes' }).click();
  await page.waitForURL(`**/codes?order_no=${order.order_no}`);
});
