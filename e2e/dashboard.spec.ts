import type { Page } from '@playwright/test';
import { database } from '../lib/db';
import { userCtx } from '../lib/testing/database';
import { acceptAs, inviteCustomer } from '../lib/testing/members';
import { withdrawInvitation } from '../lib/members/withdraw-invitation';
import { expect, test } from './fixtures';
import { opens } from './pages';

const PAST_DAYS = 40;

type Point = { date: string; count: number };

const card = (page: Page, title: string | RegExp) => page.getByRole('region', { name: title }).first();

/** A chart's figures, as its table has them: the name and the number of each row. */
async function figuresOf(page: Page, title: string | RegExp) {
  const chart = card(page, title);
  await opens(chart.getByRole('button', { name: 'As a table' }), chart.getByRole('table'));
  const rows = await chart.getByRole('row').allInnerTexts();
  return rows.slice(1).map((row) => {
    const [name = '', count] = row.split('\t');
    return [name, Number(count)] as const;
  });
}

/** What a card of the page says, its label and small picture left out. */
const figureOf = (page: Page, label: string) =>
  page
    .locator('dl > div')
    .filter({ has: page.locator('dt', { hasText: label }) })
    .locator('dd');

async function ask<T>(page: Page, what: string) {
  const answer = await page.request.get(`/api/v1/distributors/me/${what}`);
  expect(answer.status(), what).toBe(200);
  return (await answer.json()) as T;
}

/** The orders of a plan, their redemptions, and all that they count, happened so many days earlier. */
async function movePast(planId: number) {
  await database().$executeRaw`
    UPDATE distributor_days SET day = day - ${PAST_DAYS}::int WHERE plan_id = ${planId}`;
  await database().$executeRaw`
    UPDATE invite_records AS invitation SET created_at = invitation.created_at - make_interval(days => ${PAST_DAYS}),
      sent_at = invitation.sent_at - make_interval(days => ${PAST_DAYS}),
      accepted_at = invitation.accepted_at - make_interval(days => ${PAST_DAYS})
    FROM redeem_codes AS code JOIN orders AS bought ON bought.id = code.order_id
    WHERE code.id = invitation.redeem_code_id AND bought.plan_id = ${planId}`;
  await database().$executeRaw`
    UPDATE orders SET created_at = created_at - make_interval(days => ${PAST_DAYS}),
      paid_at = paid_at - make_interval(days => ${PAST_DAYS}) WHERE plan_id = ${planId}`;
}

test('cards, charts and the API tell what was sold, in every period and measure', async ({
  page,
  arrange,
  signInAs,
}) => {
  const distributor = await arrange.createDistributor({ unitPrice: '12.50' });
  await arrange.createTeam({ capacity: 50 });
  const past = await arrange.createIssuedCodes(distributor.id, { count: 2 });
  const present = await arrange.createIssuedCodes(distributor.id, { count: 6 });
  const off = await arrange.createIssuedCodes(distributor.id, { count: 3, is_active: false });
  const redeem = (issued: typeof past, at: number) =>
    inviteCustomer({ ...issued.codes[at]!, order: issued.order, distributor });
  await acceptAs(await redeem(past, 0));
  const customers = [await redeem(present, 0), await redeem(present, 1), await redeem(present, 2)];
  await acceptAs(customers[0]!);
  await acceptAs(customers[1]!);
  const { invitation_id } = customers[2]!;
  // The mail leaves by a job.
  await expect
    .poll(() => database().inviteRecord.count({ where: { distributorId: distributor.id, sentAt: null } }))
    .toBe(0);
  await withdrawInvitation(userCtx(distributor), { invitation_id, reason: 'a mistake' });
  await movePast(past.plan.id);

  await signInAs(distributor);
  await page.goto('/dashboard');
  await expect(figureOf(page, 'Redeem attempts')).toContainText([
    '3',
    'up +200% vs the 30 days before',
    'All time: 4. Uses without the ones given back: 3',
    '',
  ]);
  await expect(figureOf(page, 'Successful invites')).toContainText(['3', 'up +200%', 'All time: 4', '']);
  await expect(figureOf(page, 'Users accepted')).toContainText(['2', 'up +100%', 'All time: 3', '']);
  await expect(figureOf(page, 'Estimated revenue')).toContainText([
    'CN¥25.00',
    'up +100%',
    'All time: CN¥37.50, based on the number of users who accepted',
    '',
  ]);
  await expect(page.locator('canvas').first()).toBeVisible();

  const trendOf = (days: number, measure: string) =>
    ask<Point[]>(page, `sales-trend?days=${days}&measure=${measure}`);
  const counts = (points: Point[]) => points.map(({ count }) => count);
  const drawn = async () => (await figuresOf(page, /Sales trend/)).map(([, count]) => count).toReversed();
  const month = await trendOf(30, 'attempt');
  expect(counts(month).at(-1)).toBe(3);
  expect(await drawn()).toEqual(counts(month));

  const summary = await ask<Record<string, number>>(page, 'summary');
  expect(summary).toMatchObject({ redeem_attempts: 3, invites_sent_success: 4, invites_accepted: 3 });
  expect(await figuresOf(page, 'Redeem codes by status')).toEqual([
    ['Available', summary.active_codes],
    ['Used up', summary.depleted_codes],
    ['Expired', summary.expired_codes],
    ['Disabled', summary.inactive_codes],
  ]);
  expect([summary.active_codes, summary.depleted_codes, summary.inactive_codes]).toEqual([5, 3, 3]);
  expect(await figuresOf(page, 'Plan sales ranking')).toEqual([
    [present.plan.name, 6],
    [off.plan.name, 3],
  ]);

  await page.getByRole('link', { name: '90 days' }).click();
  await page.waitForURL('**/dashboard?days=90');
  await expect(figureOf(page, 'Users accepted')).toContainText([
    '3',
    'New, none in the 90 days before',
    '',
    '',
  ]);
  await page.getByRole('link', { name: 'Users accepted', exact: true }).click();
  await page.waitForURL('**/dashboard?days=90&measure=accepted');
  for (const visit of ['switched', 'reloaded']) {
    if (visit === 'reloaded') await page.reload();
    await expect(page.getByText('Users accepted: 3 in all'), visit).toBeVisible();
    const quarter = await trendOf(90, 'accepted');
    expect(counts(quarter).at(-1 - PAST_DAYS)).toBe(1);
    expect(await drawn(), visit).toEqual(counts(quarter));
    const { items } = await ask<{ items: { plan_name: string; count: number }[] }>(
      page,
      'plan-sales?days=90',
    );
    expect(items).toHaveLength(3);
    expect(await figuresOf(page, 'Plan sales ranking')).toEqual(
      items.map(({ plan_name: name, count }) => [name, count]),
    );
  }

  const activity = card(page, 'Recent activity');
  const last = activity.getByRole('listitem').first();
  await expect(last).toContainText('invitation withdrawn');
  await last.getByRole('link', { name: customers[2]!.email }).click();
  await page.waitForURL(`**/members/${invitation_id}`);
  await page.goBack();
  const states = card(page, 'Redeem codes by status');
  await states.getByRole('link', { name: 'Used up' }).click();
  await page.waitForURL('**/codes?state=depleted');
  await expect(page.locator('tbody tr')).toHaveCount(3);
});

test('who has sold nothing yet is told what comes first', async ({ page, arrange, signInAs }) => {
  const distributor = await arrange.createDistributor();
  await signInAs(distributor);
  await page.goto('/dashboard');
  await expect(card(page, 'Sales trend').getByRole('button', { name: 'Buy codes' })).toBeVisible();
  await arrange.createIssuedCodes(distributor.id, { count: 2 });
  await page.reload();
  await card(page, 'Sales trend').getByRole('link', { name: 'Go to the codes' }).click();
  await page.waitForURL('**/codes');
  await expect(page.locator('tbody tr')).toHaveCount(2);
});
