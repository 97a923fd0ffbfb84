import { database } from '../lib/db';
import { invitationToken } from '../lib/members/invitation-token';
import { expect, test } from './fixtures';
import { redeem } from './pages';

/** What became of an invitation, and whether its team counts its seats right; others take seats there meanwhile. */
async function standing(id: number) {
  const [row] = await database().$queryRaw<{ reason: string | null; uses: number; counted: boolean }[]>`
    SELECT invitation.end_reason::text AS reason, code.used_count AS uses, team.seats_taken =
        (SELECT count(*) FROM invite_records AS open
         WHERE open.team_id = team.id AND open.ended_at IS NULL AND open.accepted_at IS NULL)
        + (SELECT count(*) FROM team_members AS member
           WHERE member.team_id = team.id AND member.status IN ('ACTIVE', 'REMOVING')) AS counted
    FROM invite_records AS invitation JOIN redeem_codes AS code ON code.id = invitation.redeem_code_id
    JOIN teams AS team ON team.id = invitation.team_id WHERE invitation.id = ${id}`;
  return row;
}

test('the mail of an invitation is in the outbox of its distributor, and its link opens the invitation', async ({
  page,
  browser,
  arrange,
  signInAs,
}) => {
  await arrange.createTeam({ capacity: 50 });
  const { code, distributor } = await arrange.createCode();
  const other = await arrange.createDistributor();
  const email = `${arrange.unique('customer')}@example.com`;
  const customer = await browser.newPage();
  await redeem(customer, code, email);
  await expect(customer.getByText(/You are invited to/)).toBeVisible();

  await signInAs(distributor);
  await expect(async () => {
    await page.goto(`/outbox?q=${email}`);
    await expect(page.getByRole('link', { name: email })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.getByRole('link', { name: email }).click();
  const { team } = await database().inviteRecord.findFirstOrThrow({
    where: { email },
    include: { team: true },
  });
  await expect(page.getByRole('heading', { level: 1 })).toContainText(team.name);
  await expect(page.getByRole('button', { name: 'Copy link' }).first()).toBeVisible();
  const mail = new URL(page.url()).pathname;
  const link = await page.getByRole('link', { name: /\/i\// }).first().getAttribute('href');

  await customer.goto(new URL(link!).pathname);
  await customer.getByRole('button', { name: 'Accept' }).click();
  await expect(customer.getByRole('heading', { level: 1 })).toContainText(team.name);
  await expect.poll(() => database().teamMember.count({ where: { email, status: 'ACTIVE' } })).toBe(1);
  await customer.close();

  await page.context().clearCookies();
  await signInAs(other);
  await page.goto(`/outbox?q=${email}`);
  await expect(page.getByText('No mail matches.')).toBeVisible();
  expect((await page.request.get(mail)).status()).toBe(404);
});

test('an invitation that expired says so, and what to do; seat and use are free again', async ({
  page,
  arrange,
}) => {
  test.slow();
  await arrange.createTeam({ capacity: 50 });
  const { code } = await arrange.createCode();
  const email = `${arrange.unique('customer')}@example.com`;
  await redeem(page, code, email);
  await expect(page.getByText(/You are invited to/)).toBeVisible();
  const { id, tokenNonce } = await database().inviteRecord.findFirstOrThrow({ where: { email } });
  await database().inviteRecord.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1_000) } });
  await page.goto(`/i/${invitationToken(id, tokenNonce)}`);
  await expect(page.getByText(/nobody accepted it before it expired/)).toBeVisible();
  await expect(page.getByText(/redeem the code once more/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Accept' })).toBeHidden();

  // The clock looks once a minute.
  await expect
    .poll(() => standing(id), { timeout: 80_000, intervals: [1_000] })
    .toEqual({ reason: 'EXPIRED', uses: 0, counted: true });
  await redeem(page, code, email);
  await expect(page.getByText(/You are invited to/)).toBeVisible();
});
