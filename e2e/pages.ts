import { expect, type Locator, type Page } from '@playwright/test';
import { passwordToken } from '../lib/accounts/password-token';
import { buyCodes } from '../lib/codes/buy-codes';
import { database } from '../lib/db';
import { userCtx } from '../lib/testing/database';
import type * as factories from '../lib/testing/factories';
import {
  deliveryOf,
  giveUpJob,
  mailOf,
  openInvitationOf,
  recordedError,
  undoneSaga,
  type Person,
} from './page-things';
import { paymentsOf } from './payment-rows';

export type Place = {
  name: string;
  path: string;
  /** Null: nobody is signed in. */
  as: Person | null;
  /** What it refuses with; the browser reports it. */
  refusal?: 403 | 404;
  /** Brings the page into the state that is meant. */
  enter?: (page: Page) => Promise<void>;
};

/** Every page of the product, each with something on it. The distributor has issued codes; one more order is placed. */
export async function everyPage(distributor: Person, admin: Person): Promise<Place[]> {
  const issued = await database().order.findFirstOrThrow({
    where: { buyerUserId: distributor.id, status: 'COMPLETED' },
    orderBy: { id: 'desc' },
    include: { codes: { take: 1, where: { usedCount: 0 } } },
  });
  const plan = await database().plan.findFirstOrThrow({ where: { isActive: true }, orderBy: { id: 'asc' } });
  const open = await buyCodes(userCtx(distributor), { plan_id: plan.id, quantity: 2 });
  const code = issued.codes[0]?.code ?? '';
  const mail = await mailOf(distributor);
  const member = await openInvitationOf(distributor);
  const told = await deliveryOf(distributor);
  const shop = `/admin/distributors/${distributor.id}`;
  const payments = await paymentsOf(issued.id, issued.orderNo);
  await giveUpJob(issued.id);
  return [
    { name: 'sign-in', path: '/sign-in', as: null },
    { name: 'forgot-password', path: '/forgot-password', as: null },
    { name: 'set-password', path: `/p/${await passwordLinkOf(admin)}`, as: null },
    { name: 'set-password-refused', path: '/p/no-link', as: null },
    { name: 'redeem', path: '/r', as: null },
    { name: 'redeem-code', path: `/r/${code}`, as: null },
    { name: 'redeem-unknown-code', path: '/r/ORD1_ZZZZZZZZ', as: null },
    { name: 'offer', path: `/o/${code}`, as: null },
    { name: 'pay', path: new URL(open.pay_url!).pathname, as: null },
    { name: 'pay-wrongly', path: new URL(open.pay_url!).pathname, as: null, enter: openWrongly },
    { name: 'dashboard', path: '/dashboard', as: distributor },
    { name: 'dashboard-as-table', path: '/dashboard', as: distributor, enter: asTable },
    { name: 'dashboard-year', path: '/dashboard?days=365&measure=accepted', as: distributor },
    { name: 'codes', path: '/codes', as: distributor },
    { name: 'codes-menu', path: '/codes', as: distributor, enter: openCodeMenu },
    { name: 'codes-qr', path: '/codes', as: distributor, enter: openCodeQr },
    { name: 'codes-selected', path: '/codes', as: distributor, enter: selectCodes },
    { name: 'codes-none-found', path: '/codes?q=NONE', as: distributor },
    { name: 'members', path: '/members', as: distributor },
    { name: 'members-none-found', path: '/members?q=NONE', as: distributor },
    { name: 'member', path: `/members/${member.id}`, as: distributor },
    { name: 'member-withdraw', path: `/members/${member.id}`, as: distributor, enter: askToWithdraw },
    { name: 'orders', path: '/orders', as: distributor },
    { name: 'order-issued', path: `/orders/${issued.orderNo}`, as: distributor },
    { name: 'order-open', path: `/orders/${open.order_no}`, as: distributor },
    { name: 'buy-plan', path: '/orders', as: distributor, enter: openDrawer },
    { name: 'buy-quantity', path: '/orders', as: distributor, enter: choosePlan },
    { name: 'buy-pay', path: '/orders', as: distributor, enter: toPayStep },
    { name: 'search', path: `/orders/${issued.orderNo}`, as: distributor, enter: search('2000') },
    { name: 'search-none-found', path: '/brand', as: distributor, enter: search('nobody') },
    { name: 'outbox', path: '/outbox', as: distributor },
    { name: 'outbox-none-found', path: '/outbox?q=nobody@example.com', as: distributor },
    { name: 'mail', path: `/outbox/${mail.id}`, as: distributor },
    { name: 'webhooks', path: '/webhooks', as: distributor },
    { name: 'webhooks-add', path: '/webhooks?open=endpoint', as: distributor, enter: addEndpointOpen },
    { name: 'webhooks-none-found', path: '/webhooks?status=failed', as: distributor },
    { name: 'webhook-delivery', path: `/webhooks/deliveries/${told.id}`, as: distributor },
    { name: 'admin-outbox', path: '/admin/outbox', as: admin },
    { name: 'admin-mail', path: `/admin/outbox/${mail.id}`, as: admin },
    { name: 'brand', path: '/brand', as: distributor },
    { name: 'account', path: '/account', as: distributor },
    { name: 'api-keys', path: '/account/api-keys', as: distributor },
    { name: 'admin-overview', path: '/admin/overview', as: admin },
    { name: 'admin-overview-as-table', path: '/admin/overview?days=7', as: admin, enter: asTable },
    { name: 'admin-orders', path: '/admin/orders', as: admin },
    { name: 'admin-order', path: `/admin/orders/${issued.orderNo}`, as: admin },
    { name: 'admin-payments', path: '/admin/payments', as: admin },
    { name: 'admin-payments-none-found', path: '/admin/payments?purpose=surcharge', as: admin },
    { name: 'admin-payment', path: `/admin/payments/${payments.paid}`, as: admin },
    { name: 'admin-payment-events', path: `/admin/payments/${payments.paid}?tab=events`, as: admin },
    { name: 'admin-payment-refunds', path: `/admin/payments/${payments.paid}?tab=refunds`, as: admin },
    { name: 'admin-payment-refund', path: `/admin/payments/${payments.paid}`, as: admin, enter: askToRefund },
    { name: 'admin-refunds', path: '/admin/payments/refunds', as: admin },
    { name: 'admin-refund-approve', path: '/admin/payments/refunds', as: admin, enter: askToApprove },
    { name: 'admin-events', path: '/admin/payments/events', as: admin },
    { name: 'admin-event', path: `/admin/payments/events/${payments.event}`, as: admin },
    { name: 'admin-reconciliation', path: '/admin/payments/reconciliation', as: admin },
    { name: 'admin-comparison', path: `/admin/payments/reconciliation/${payments.run}`, as: admin },
    { name: 'admin-payment-providers', path: '/admin/payments/providers', as: admin },
    { name: 'admin-sagas', path: '/admin/payments/sagas', as: admin },
    { name: 'admin-saga', path: `/admin/payments/sagas/${await undoneSaga(issued.orderNo)}`, as: admin },
    { name: 'admin-users', path: '/admin/users', as: admin },
    { name: 'admin-users-invite', path: '/admin/users', as: admin, enter: openInvite },
    { name: 'admin-distributors', path: '/admin/distributors', as: admin },
    { name: 'admin-distributor-create', path: '/admin/distributors', as: admin, enter: createDistributor },
    { name: 'admin-distributor', path: shop, as: admin },
    { name: 'admin-distributor-disable', path: shop, as: admin, enter: askToDisable },
    { name: 'admin-distributor-dashboard', path: `${shop}/dashboard`, as: admin },
    { name: 'admin-distributor-codes', path: `${shop}/codes`, as: admin },
    { name: 'admin-distributor-orders', path: `${shop}/orders`, as: admin },
    { name: 'admin-distributor-members', path: `${shop}/members`, as: admin },
    { name: 'admin-distributor-webhooks', path: `${shop}/webhooks`, as: admin },
    {
      name: 'admin-distributor-delivery',
      path: `${shop}/webhooks/deliveries/${told.id}`,
      as: admin,
    },
    { name: 'admin-plans', path: '/admin/plans', as: admin },
    { name: 'admin-plan-create', path: '/admin/plans', as: admin, enter: createPlan },
    { name: 'admin-members', path: '/admin/members', as: admin },
    { name: 'admin-member', path: `/admin/members/${member.id}`, as: admin },
    { name: 'admin-teams', path: '/admin/teams', as: admin },
    { name: 'admin-team-create', path: '/admin/teams', as: admin, enter: openTeamDrawer },
    { name: 'admin-alerts', path: '/admin/alerts', as: admin },
    { name: 'error-docs', path: '/docs/errors', as: null },
    { name: 'admin-errors', path: '/admin/errors', as: admin },
    { name: 'admin-errors-as-table', path: '/admin/errors?days=1', as: admin, enter: asTable },
    { name: 'admin-errors-none-found', path: '/admin/errors?code=LAST_ADMIN', as: admin },
    { name: 'admin-error', path: `/admin/errors/${await recordedError(issued.orderNo)}`, as: admin },
    { name: 'admin-alert-rules', path: '/admin/alerts/rules', as: admin },
    { name: 'admin-alert-rule-change', path: '/admin/alerts/rules', as: admin, enter: changeRule },
    { name: 'admin-alert-channels', path: '/admin/alerts/channels', as: admin },
    { name: 'admin-alert-channel-create', path: '/admin/alerts/channels', as: admin, enter: createChannel },
    { name: 'admin-alert-messages', path: '/admin/alerts/messages', as: admin },
    { name: 'admin-jobs', path: '/admin/jobs', as: admin },
    { name: 'admin-jobs-retry-all', path: '/admin/jobs', as: admin, enter: askToRetry },
    { name: 'admin-jobs-results', path: '/admin/jobs/results', as: admin },
    { name: 'admin-jobs-requests', path: '/admin/jobs/requests', as: admin },
    { name: 'admin-jobs-database', path: '/admin/jobs/database', as: admin },
    { name: 'admin-settings', path: '/admin/settings', as: admin },
    { name: 'admin-setting-change', path: '/admin/settings', as: admin, enter: changeSetting },
    { name: 'forbidden', path: '/admin/orders', as: distributor, refusal: 403 },
    { name: 'not-found', path: '/no-such-page', as: distributor, refusal: 404 },
  ];
}

/** All of them for somebody with a few codes and an administrator, who are made for it. */
export async function arrangedPages(arrange: typeof factories, codes = 3) {
  const distributor = await arrange.createDistributor();
  await arrange.createIssuedCodes(distributor.id, { count: codes });
  return everyPage(distributor, await arrange.createUser({ role: 'ADMIN' }));
}

/** Clicks until what it opens is there: a click that comes before a page's scripts opens nothing. */
export async function opens(button: Locator, opened: Locator) {
  await expect(async () => {
    if (!(await opened.isVisible())) await button.click({ timeout: 2_000 });
    await expect(opened).toBeVisible({ timeout: 3_000 });
  }).toPass();
}

/** A distributor on a page with orders has chosen one of this plan and is asked how to pay. @returns the drawer */
export async function orderOnePlan(page: Page, plan: string) {
  const drawer = page.getByRole('dialog', { name: 'Buy redeem codes' });
  await opens(page.getByRole('button', { name: 'Buy codes' }).first(), drawer);
  await drawer.getByText(plan).click();
  await drawer.getByRole('button', { name: 'Next' }).click();
  await drawer.getByRole('button', { name: 'Next' }).click();
  return drawer;
}

/** A customer redeems a code on its page. */
export async function redeem(page: Page, code: string, email: string) {
  await page.goto(`/r/${code}`);
  await page.getByLabel('Email').fill(email);
  await page.getByRole('button', { name: 'Redeem' }).click();
}

async function passwordLinkOf({ id }: Person) {
  const user = await database().user.findUniqueOrThrow({ where: { id } });
  return passwordToken(user, 'reset', new Date()).token;
}

async function openInvite(page: Page) {
  const drawer = page.getByRole('dialog', { name: 'Invite a user' });
  await opens(page.getByRole('button', { name: 'Invite a user' }), drawer);
}

async function askToWithdraw(page: Page) {
  const dialog = page.getByRole('dialog', { name: /Withdraw the invitation/ });
  await opens(page.getByRole('button', { name: /Withdraw/ }), dialog);
}

async function openTeamDrawer(page: Page) {
  await opens(
    page.getByRole('button', { name: 'Create team' }).first(),
    page.getByRole('dialog', { name: 'Create team' }),
  );
}

async function asTable(page: Page) {
  await opens(
    page.getByRole('button', { name: 'As a table' }).first(),
    page.getByRole('columnheader').first(),
  );
}

const opensDialog = (button: string, dialog: string) => (page: Page) =>
  opens(page.getByRole('button', { name: button }).first(), page.getByRole('dialog', { name: dialog }));

const askToRefund = opensDialog('Refund…', 'Refund this payment');
const askToApprove = opensDialog('Approve refund', 'Give back');
const askToRetry = opensDialog('Retry all: Switch off the unused codes', 'Retry');
const changeSetting = opensDialog('Change: Time to pay an order', 'Time to pay an order');
const changeRule = opensDialog('Change: Background work piles up', 'Background work piles up');
const createChannel = opensDialog('Add a channel', 'Add a channel');
const createDistributor = opensDialog('Create distributor', 'Create distributor');
const createPlan = opensDialog('Create plan', 'Create plan');
const addEndpointOpen = async (page: Page) => page.getByRole('dialog', { name: 'Add endpoint' }).waitFor();

async function askToDisable(page: Page) {
  await opens(
    page.getByRole('button', { name: 'Disable', exact: true }),
    page.getByRole('radiogroup', { name: 'What becomes of the codes' }),
  );
}

const qrChoice = (page: Page) => page.getByRole('menuitem', { name: 'QR code' });

async function openCodeMenu(page: Page) {
  await opens(page.getByRole('button', { name: 'More actions for' }).first(), qrChoice(page));
}

async function openCodeQr(page: Page) {
  await openCodeMenu(page);
  await qrChoice(page).click();
  await page.getByRole('button', { name: 'Download PNG' }).waitFor();
}

async function selectCodes(page: Page) {
  const bar = page.getByRole('region', { name: 'selected' });
  await opens(page.getByRole('checkbox', { name: 'Select all codes on this page' }), bar);
}

const search = (words: string) => async (page: Page) => {
  const field = page.getByRole('combobox', { name: 'Search' });
  await opens(page.getByRole('button', { name: 'Search', exact: true }), field);
  await field.fill(words);
};

async function openDrawer(page: Page) {
  const drawer = page.getByRole('dialog', { name: 'Buy redeem codes' });
  await opens(page.getByRole('button', { name: 'Buy codes' }).first(), drawer);
  await page.getByRole('radio').first().waitFor({ state: 'attached' });
}

async function choosePlan(page: Page) {
  await openDrawer(page);
  await page.getByRole('radio').nth(0).check();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByLabel('Quantity').waitFor();
}

async function toPayStep(page: Page) {
  await choosePlan(page);
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('radio', { name: /Test card/ }).waitFor();
}

const openWrongly = (page: Page) =>
  opens(
    page.getByText('Let the provider tell it wrongly'),
    page.getByRole('button', { name: 'Tell another amount' }),
  );

/** Until nothing of the page is still coming or moving: charts and lists included. */
export async function settled(page: Page) {
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(() => document.fonts.status === 'loaded');
  await still(page);
}

/** Until no colour fades and nothing slides any more; what turns for ever may turn. */
export async function still(page: Page) {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        ({ playState, effect }) =>
          playState !== 'running' || effect?.getComputedTiming().iterations === Infinity,
      ),
  );
}
