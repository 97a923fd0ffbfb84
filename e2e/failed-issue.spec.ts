import { buyCodes } from '../lib/codes/buy-codes';
import { database } from '../lib/db';
import { userCtx } from '../lib/testing/database';
import { expect, test } from './fixtures';
import { isBeingIssued, issue } from './orders-in-work';
import { opens } from './pages';

/** Makes the database refuse every code of one distributor, as a full disk or a broken table would. */
async function refuseCodes(distributorId: number) {
  const name = `refuse_codes_${distributorId}`;
  await database().$executeRawUnsafe(`
    CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'disk full'; END $$`);
  await database().$executeRawUnsafe(`
    CREATE TRIGGER ${name} BEFORE INSERT ON redeem_codes FOR EACH ROW WHEN (NEW.created_by = ${distributorId})
    EXECUTE FUNCTION ${name}()`);
  return () => database().$executeRawUnsafe(`DROP FUNCTION ${name} CASCADE`);
}

test('an issue that fails is said so, and an administrator runs it again', async ({
  page,
  arrange,
  signInAs,
}) => {
  const distributor = await arrange.createDistributor();
  const plan = await arrange.createPlan({ codeCount: 5 });
  const bought = await buyCodes(userCtx(distributor), { plan_id: plan.id, quantity: 1 });
  const allow = await refuseCodes(distributor.id);
  // Two attempts have failed before: the present one is the last.
  const order = await isBeingIssued(bought.order_no, { fulfillmentAttempts: 2 });
  await issue(order.id);

  await signInAs(distributor);
  await page.goto(`/orders/${bought.order_no}`);
  await expect(page.getByText('Issuing failed, contact support').first()).toBeVisible();
  await expect(page.getByText('disk full')).toHaveCount(0);

  await allow();
  await signInAs(await arrange.createUser({ role: 'ADMIN' }));
  await page.goto('/admin/alerts');
  await page.getByRole('link', { name: bought.order_no }).first().click();
  const dialog = page.getByRole('dialog');
  await opens(page.getByRole('button', { name: 'Issue again' }), dialog);
  await dialog.getByRole('button', { name: 'Issue again' }).click();
  await expect(page.getByText('Redeem codes issued, total 5').first()).toBeVisible({ timeout: 30_000 });
  expect(await database().redeemCode.count({ where: { orderId: order.id } })).toBe(5);
});
