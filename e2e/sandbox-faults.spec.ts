import { database } from '../lib/db';
import { buyCodes } from '../lib/codes/buy-codes';
import { userCtx } from '../lib/testing/database';
import { expect, test } from './fixtures';
import { opens } from './pages';

test('what a provider tells wrongly changes nothing; what it tells twice counts once', async ({
  page,
  arrange,
  signInAs,
}) => {
  const buyer = await arrange.createDistributor();
  const plan = await arrange.createPlan({ codeCount: 2, price: '99.00' });
  const order = await buyCodes(userCtx(buyer), { plan_id: plan.id, quantity: 1 });
  await signInAs(buyer);
  await page.goto(new URL(order.pay_url!).pathname);
  const tell = async (verb: string, said: RegExp) => {
    const button = page.getByRole('button', { name: verb });
    await opens(page.getByText('Let the provider tell it wrongly'), button);
    await button.click();
    await expect(page.getByRole('status')).toHaveText(said);
  };
  await tell('Tell it with a forged signature', /forged .* refused/);
  await tell('Tell another amount', /Nothing was paid/);
  const standing = () =>
    database().order.findUniqueOrThrow({
      where: { orderNo: order.order_no },
      select: { paymentStatus: true, payments: { select: { status: true } } },
    });
  expect(await standing()).toEqual({ paymentStatus: 'UNPAID', payments: [{ status: 'PENDING' }] });
  await tell('Pay, and tell it twice', /It counts once/);
  expect(await standing()).toEqual({ paymentStatus: 'PAID', payments: [{ status: 'COMPLETED' }] });
  await page.getByRole('link', { name: 'Back to the order' }).click();
  await expect(page.getByText('Redeem codes issued, total 2').first()).toBeVisible({ timeout: 30_000 });

  await signInAs(await arrange.createUser({ role: 'ADMIN' }));
  await page.goto(`/admin/orders/${order.order_no}`);
  await expect(page.getByText('A payment of CN¥0.01 came for an order of CN¥99.00')).toBeVisible();
});
