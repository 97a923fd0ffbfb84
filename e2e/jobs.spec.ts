import { sendPasswordLinkJob } from '../lib/accounts/jobs';
import { DAY_MS } from '../lib/clock';
import { database } from '../lib/db';
import { enqueue } from '../lib/queue';
import { testCtx } from '../lib/testing/database';
import { inTransaction } from '../lib/transaction';
import { appUrl } from './app-under-test';
import { expect, test } from './fixtures';
import { opens } from './pages';

/** A job that mails somebody a link and has used up its attempts. */
async function giveUpJob(email: string) {
  const payload = { email, purpose: 'reset', asked_at: new Date().toISOString() } as const;
  const id = await inTransaction(testCtx(), (tx) =>
    enqueue(tx, sendPasswordLinkJob, payload, { runAt: new Date(Date.now() + DAY_MS) }),
  );
  await database().$executeRaw`
    UPDATE graphile_worker._private_jobs SET attempts = max_attempts, last_error = 'disk full' WHERE id = ${id}`;
  return id;
}

test('a job that was given up is shown with its error, retried from the page, and done', async ({
  page,
  arrange,
  signInAs,
}) => {
  const { email } = await arrange.createUser({ role: 'OPERATOR' });
  const id = await giveUpJob(email);
  await signInAs(await arrange.createUser({ role: 'ADMIN' }));
  await page.goto('/admin/jobs?state=failed');
  const row = page.getByRole('row').filter({ hasText: email });
  await expect(row).toContainText('disk full');
  await expect(row).toContainText('Given up');
  await opens(
    row.getByRole('button', { name: /^Retry/ }),
    page.getByText('it runs again in a moment').first(),
  );
  await expect(row).toHaveCount(0);
  const mails = () => database().mail.count({ where: { recipient: email } });
  await expect.poll(mails, { timeout: 30_000 }).toBe(1);
  const left = () => database().$queryRaw`SELECT FROM graphile_worker.jobs WHERE id = ${id}`;
  await expect.poll(left, { timeout: 30_000 }).toEqual([]);
});

test('a setting that is changed takes effect, and goes back to its default', async ({
  page,
  arrange,
  signInAs,
}) => {
  const admin = await arrange.createUser({ role: 'ADMIN' });
  const distributor = await arrange.createDistributor();
  const plan = await arrange.createPlan();
  const row = page.getByRole('row').filter({ hasText: 'Time to pay an order' });

  /** How long an order may wait that is placed now. */
  const minutesToPay = async () => {
    await signInAs(distributor);
    const answer = await page.request.post('/api/v1/distributors/me/code-orders', {
      headers: { origin: appUrl() },
      data: { plan_id: plan.id, quantity: 1 },
    });
    const { order_no: orderNo } = (await answer.json()) as { order_no: string };
    const { createdAt, expiresAt } = await database().order.findUniqueOrThrow({ where: { orderNo } });
    return Math.round((expiresAt!.getTime() - createdAt.getTime()) / 60_000);
  };

  await signInAs(admin);
  await page.goto('/admin/settings');
  const drawer = page.getByRole('dialog', { name: 'Time to pay an order' });
  await opens(row.getByRole('button', { name: /^Change/ }), drawer);
  await drawer.getByLabel('New value, minutes').fill('0');
  await drawer.getByRole('button', { name: 'Save' }).click();
  await expect(drawer.getByRole('alert')).toContainText('from 1 to 10,080');
  await drawer.getByLabel('New value, minutes').fill('31');
  await drawer.getByRole('button', { name: 'Save' }).click();
  await expect(row).toContainText('31 minutes');
  await expect.poll(minutesToPay, { timeout: 15_000 }).toBe(31);

  await signInAs(admin);
  await page.goto('/admin/settings');
  await opens(
    row.getByRole('button', { name: /^Reset/ }),
    page.getByText('Time to pay an order: 30 minutes').first(),
  );
  await expect.poll(minutesToPay, { timeout: 15_000 }).toBe(30);
});
