import { database } from '../lib/db';
import { TEST_PASSWORD } from '../lib/testing/factories';
import { expect, test } from './fixtures';

test('a distributor signs in and comes to the page that was asked for', async ({ page, arrange }) => {
  const distributor = await arrange.createDistributor();
  await page.goto('/codes?state=active');
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByLabel('Email').fill(`  ${distributor.email.toUpperCase()} `);
  await page.getByLabel('Password').fill(TEST_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/codes\?state=active/);
});

test('a wrong password and an unknown user read the same', async ({ page, arrange }) => {
  const { email } = await arrange.createUser();
  const answers: string[] = [];
  for (const [who, password] of [
    [email, 'not the password at all'],
    ['nobody.of.that.name@example.com', TEST_PASSWORD],
  ] as const) {
    await page.goto('/sign-in');
    await page.getByLabel('Email').fill(who);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    const answer = page.getByText('Email and password do not match');
    await expect(answer).toBeVisible();
    answers.push(await answer.innerText());
  }
  expect(answers[0]).toBe(answers[1]);
});

test('disabling a user ends the session at once', async ({ page, arrange, signInAs }) => {
  const distributor = await arrange.createDistributor();
  await signInAs(distributor);
  await page.goto('/codes');
  await expect(page.getByRole('heading', { name: 'Codes' })).toBeVisible();
  await database().user.update({ where: { id: distributor.id }, data: { isActive: false } });
  await page.goto('/codes');
  await expect(page).toHaveURL(/\/sign-in/);

  await page.getByLabel('Email').fill(distributor.email);
  await page.getByLabel('Password').fill(TEST_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('Email and password do not match')).toBeVisible();
});
