import { database } from '../lib/db';
import { expect, test } from './fixtures';
import { redeem } from './pages';

test('with every seat taken nobody is charged, and the page says what to do', async ({ page, arrange }) => {
  const [team] = await arrange.onlyTeams(0);
  const { id, code } = await arrange.createCode();
  const email = `${arrange.unique('customer')}@example.com`;
  await redeem(page, code, email);
  const refusal = page.getByRole('main').getByRole('alert');
  await expect(refusal).toContainText('All places are taken');
  await expect(refusal).toContainText('try again later');
  await expect(page.getByLabel('Email')).toHaveValue(email);
  expect(await database().redeemCode.findUnique({ where: { id } })).toMatchObject({ usedCount: 0 });
  expect(await database().inviteRecord.count({ where: { email } })).toBe(0);

  await database().team.update({ where: { id: team!.id }, data: { capacity: 1 } });
  await page.getByRole('button', { name: 'Redeem' }).click();
  await expect(page.getByText(/You are invited to/)).toBeVisible();
});
