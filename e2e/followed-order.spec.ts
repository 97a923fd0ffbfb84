import { DAY_MS } from '../lib/clock';
import { buyCodes } from '../lib/codes/buy-codes';
import { database } from '../lib/db';
import { userCtx } from '../lib/testing/database';
import { expect, test } from './fixtures';
import { isBeingIssued, issue } from './orders-in-work';

test('whoever leaves while codes are issued is told elsewhere that they are there', async ({
  page,
  arrange,
  signInAs,
}) => {
  const buyer = await arrange.createDistributor();
  const plan = await arrange.createPlan({ codeCount: 3 });
  const bought = await buyCodes(userCtx(buyer), { plan_id: plan.id, quantity: 1 });
  const { id } = await database().order.findUniqueOrThrow({ where: { orderNo: bought.order_no } });
  await issue(id, new Date(Date.now() + DAY_MS));
  await isBeingIssued(bought.order_no);
  await signInAs(buyer);
  // Asked by the page's scripts: before they are there, a link leads away from everything.
  const asked = page.waitForResponse(`**/code-orders/${bought.order_no}`);
  await page.goto(`/orders/${bought.order_no}`);
  await asked;
  await expect(page.getByText('0 of 3')).toBeVisible();
  await page.getByRole('link', { name: 'Members' }).click();
  await page.waitForURL('**/members');
  await issue(id);
  const told = page.getByText(`Order ${bought.order_no}: 3 codes are issued.`);
  await expect(told).toBeVisible({ timeout: 30_000 });
  await page.getByRole('link', { name: 'See the codes' }).click();
  await page.waitForURL(`**/codes?order_no=${bought.order_no}`);
});
