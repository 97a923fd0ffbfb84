import { database } from '../lib/db';
import { expect, test } from './fixtures';

test('pages of another role are refused in words, and the API in the error shape', async ({
  page,
  arrange,
  signInAs,
  expectError,
}) => {
  const distributor = await arrange.createDistributor();
  await signInAs(distributor);
  expectError(/403/);
  expect((await page.goto('/admin/orders'))?.status()).toBe(403);
  await expect(page.getByRole('heading', { name: 'You may not see this page' })).toBeVisible();

  const answer = await page.request.get(`/api/v1/distributors/${distributor.id}/summary`);
  expect(answer.status()).toBe(403);
  expect(await answer.json()).toMatchObject({ error_code: 'PERMISSION_DENIED' });
  expect(answer.headers()['x-request-id']).toBeTruthy();
});

test("an administrator's pages answer an operator 403, and the menu does not lead there", async ({
  page,
  arrange,
  signInAs,
  expectError,
}) => {
  await signInAs(await arrange.createUser({ role: 'OPERATOR' }));
  expectError(/403/);
  await page.goto('/admin/orders');
  await expect(page.locator('a[href="/admin/alerts"]')).toBeVisible();
  for (const name of ['members', 'teams', 'distributors', 'plans', 'users', 'outbox', 'errors', 'jobs']) {
    await expect(page.locator(`a[href="/admin/${name}"]`)).toHaveCount(0);
    // A skeleton that is sent before the page has asked who may see it would answer 200.
    expect((await page.goto(`/admin/${name}`))?.status(), name).toBe(403);
    await expect(page.locator('a[href="/admin/alerts"]')).toBeVisible();
  }
});

test("another distributor's order answers like one that does not exist", async ({
  page,
  arrange,
  signInAs,
  expectError,
}) => {
  const [mine, other] = [await arrange.createDistributor(), await arrange.createDistributor()];
  const { order, codes } = await arrange.createIssuedCodes(other.id);
  await signInAs(mine);
  expectError(/404/);
  for (const orderNo of [order.orderNo, 'ORD2026010199999999']) {
    expect((await page.goto(`/orders/${orderNo}`))?.status()).toBe(404);
    await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
    const answer = await page.request.get(`/api/v1/distributors/me/code-orders/${orderNo}`);
    expect(answer.status()).toBe(404);
    expect(await answer.json()).toMatchObject({ error_code: 'RESOURCE_NOT_FOUND' });
  }
  await page.goto(`/codes?q=${codes[0]?.code}`);
  await expect(page.getByText('No code matches these filters.')).toBeVisible();
});

test('a write with a cookie but from elsewhere is refused and changes nothing', async ({
  page,
  arrange,
  signInAs,
}) => {
  const distributor = await arrange.createDistributor();
  const plan = await arrange.createPlan();
  await signInAs(distributor);
  const answer = await page.request.post('/api/v1/distributors/me/code-orders', {
    headers: { origin: 'https://elsewhere.example' },
    data: { plan_id: plan.id, quantity: 1 },
  });
  expect(answer.status()).toBe(403);
  expect(await answer.json()).toMatchObject({ error_code: 'ORIGIN_REFUSED' });
  expect(await database().order.count({ where: { buyerUserId: distributor.id } })).toBe(0);
});
