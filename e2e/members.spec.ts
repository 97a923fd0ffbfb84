import { database } from '../lib/db';
import { expect, test } from './fixtures';
import { opens, redeem } from './pages';

test('redeem, mail, accept, member, remove: the use is back, and the timeline tells it all', async ({
  page,
  browser,
  arrange,
  signInAs,
}) => {
  test.slow();
  const { code, distributor } = await arrange.createCode({ validity_days: 30 });
  const email = `${arrange.unique('customer')}@example.com`;
  const customer = await browser.newPage();
  // Another journey may fill or close every team at this moment.
  await expect(async () => {
    await arrange.createTeam({ capacity: 50 });
    await redeem(customer, code, email);
    await expect(customer.getByText(/You are invited to/)).toBeVisible({ timeout: 5_000 });
  }).toPass();
  const { team } = await database().inviteRecord.findFirstOrThrow({
    where: { email },
    include: { team: true },
  });

  await signInAs(distributor);
  await page.goto(`/codes?q=${code}`);
  await page.getByRole('link', { name: `Who redeemed ${code}` }).click();
  await expect(page).toHaveURL(`/members?q=${code}`);
  const row = page.getByRole('row').filter({ hasText: email });
  await expect(row).toContainText('Invited');
  await expect(row).toContainText(code);
  await expect(row.getByRole('button', { name: `Withdraw the invitation of ${email}` })).toBeVisible();

  await expect(async () => {
    await page.goto(`/outbox?q=${email}`);
    await page.getByRole('link', { name: email }).click({ timeout: 2_000 });
    await page.waitForURL(/\/outbox\/\d+$/, { timeout: 10_000 });
  }).toPass();
  const link = await page.getByRole('link', { name: /\/i\// }).first().getAttribute('href');
  await customer.goto(new URL(link!).pathname);
  await customer.getByRole('button', { name: 'Accept' }).click();
  await expect(customer.getByRole('heading', { level: 1 })).toContainText(team.name);
  await customer.close();

  await page.goto(`/members?q=${email}`);
  await expect(row.getByText('Member', { exact: true })).toBeVisible();
  const dialog = page.getByRole('dialog', { name: `Remove ${email}?` });
  await opens(row.getByRole('button', { name: `Remove ${email} from ${team.name}` }), dialog);
  await expect(dialog).toContainText(`${email} loses access to ${team.name}.`);
  await expect(dialog).toContainText(`The use goes back to code ${code}, the seat becomes free.`);
  const remove = dialog.getByRole('button', { name: 'Remove', exact: true });
  await expect(remove).toBeDisabled();
  await dialog.getByLabel('Reason').fill('Has left the company');
  await remove.click();
  await expect(page.getByText(`${email} is removed from ${team.name}.`)).toBeVisible();
  await expect(row.getByText('Removed', { exact: true })).toBeVisible();
  await expect(row.getByRole('button')).toHaveCount(0);

  await row.getByRole('link', { name: email }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(email);
  const told = page.getByRole('region', { name: 'Timeline' }).getByRole('listitem');
  await expect(told.locator('strong')).toHaveText([
    'Use given back to the code',
    'Removed from the team',
    'Removal asked for',
    'Invitation accepted: a member now',
    'Invitation sent',
    'Code redeemed, seat taken',
  ]);
  await expect(told.filter({ hasText: 'Removal asked for' })).toContainText('Reason: Has left the company');
  await expect(told.filter({ hasText: 'Removal asked for' })).toContainText('by you');

  await page.getByRole('link', { name: code }).click();
  await expect(page.getByRole('row').filter({ hasText: code })).toContainText('1 of 1');
});

test('a team is made, made larger and closed; it cannot have fewer seats than are taken', async ({
  page,
  arrange,
  signInAs,
}) => {
  await signInAs(await arrange.createUser({ role: 'ADMIN' }));
  const name = arrange.unique('Team');
  await page.goto('/admin/teams');
  const drawer = page.getByRole('dialog', { name: 'Create team' });
  await opens(page.getByRole('button', { name: 'Create team' }).first(), drawer);
  await drawer.getByLabel('Name').fill(name);
  await drawer.getByLabel('Account id').fill(arrange.unique('account'));
  await drawer.getByLabel('Seats').fill('many');
  await drawer.getByRole('button', { name: 'Create team' }).click();
  await expect(drawer.getByRole('alert')).toContainText('Enter a whole number from 1 to 100,000.');
  await drawer.getByLabel('Seats').fill('3');
  await drawer.getByRole('button', { name: 'Create team' }).click();
  const row = page.getByRole('row').filter({ hasText: name });
  await expect(row).toContainText('0 of 3');

  const change = page.getByRole('dialog', { name: `Change ${name}` });
  await opens(row.getByRole('button', { name: `Change ${name}` }), change);
  // Meanwhile two customers are placed there.
  await database().team.updateMany({ where: { name }, data: { seatsTaken: 2 } });
  await change.getByLabel('Seats').fill('1');
  await change.getByRole('button', { name: 'Save' }).click();
  await expect(change.getByRole('alert')).toContainText('fewer seats than are taken: 2.');
  await change.getByLabel('Seats').fill('2');
  await change.getByRole('button', { name: 'Save' }).click();
  await expect(row).toContainText('2 of 2');
  await database().team.updateMany({ where: { name }, data: { seatsTaken: 0 } });

  const ask = page.getByRole('dialog', { name: `Deactivate ${name}?` });
  await opens(row.getByRole('button', { name: `Deactivate ${name}` }), ask);
  await expect(ask).toContainText(`Nobody new is placed in ${name}.`);
  await ask.getByRole('button', { name: 'Deactivate', exact: true }).click();
  await expect(row.getByText('Inactive', { exact: true })).toBeVisible();
  await row.getByRole('button', { name: `Activate ${name}` }).click();
  await expect(row.getByText('Active', { exact: true })).toBeVisible();
});
