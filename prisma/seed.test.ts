import { beforeAll, expect, test } from 'vitest';
import { isPassword } from '../lib/accounts/password-hash';
import { businessDay, businessTimeZone } from '../lib/clock';
import { issueCodes } from '../lib/codes/issue-codes';
import { rerunIssue } from '../lib/codes/rerun-issue';
import { database } from '../lib/db';
import { expireInvitations } from '../lib/members/expire-invitations';
import { expireMemberships } from '../lib/members/expire-memberships';
import { expectDataClean } from '../lib/monitoring/verify-data';
import { cancelUnpaidOrders } from '../lib/orders/cancel-unpaid-orders';
import { compareBooks } from '../lib/payments/compare-books';
import { sandbox } from '../lib/payments/providers/sandbox';
import { requestComparison } from '../lib/payments/request-comparison';
import { sweepEvents } from '../lib/payments/sweep-events';
import { testCtx, userCtx } from '../lib/testing/database';
import { listOfBooks } from '../lib/testing/sandbox-books';
import { seedDemo } from './seed-demo';

const db = database();
const ctx = testCtx();

beforeAll(() => seedDemo(ctx, 'a password to demonstrate'), 120_000);

const counted = async (rows: Promise<{ is: string; rows: bigint }[]>) =>
  Object.fromEntries((await rows).map(({ is, rows: count }) => [is, Number(count)]));

test('the demo data are what the product itself would have written, and come only into an empty database', async () => {
  await expectDataClean(ctx);
  await expect(seedDemo(ctx, 'a password to demonstrate')).rejects.toThrow('The database is not empty');
});

test('whoever signs in finds a business: the demo people have the password, one has left, one is invited', async () => {
  const people = await db.user.findMany({ orderBy: { id: 'asc' } });
  expect(people.map(({ email, role }) => `${email} ${role}`)).toEqual([
    'admin@tributary.example ADMIN',
    'admin2@tributary.example ADMIN',
    'operator@tributary.example OPERATOR',
    'qian.min@tributary.example OPERATOR',
    'grace.hopkins@tributary.example OPERATOR',
    'distributor@tributary.example DISTRIBUTOR',
    'distributor2@tributary.example DISTRIBUTOR',
    'cloudberry@tributary.example DISTRIBUTOR',
    'oldtown@tributary.example DISTRIBUTOR',
    'northwind@tributary.example DISTRIBUTOR',
  ]);
  const named = (name: string) => people.find(({ email }) => email.startsWith(`${name}@`))!;
  expect(await isPassword('a password to demonstrate', named('distributor').passwordHash)).toBe(true);
  expect(people.filter(({ isActive }) => !isActive)).toEqual([named('qian.min'), named('oldtown')]);
  expect(people.filter(({ passwordHash }) => passwordHash === null)).toEqual([named('grace.hopkins')]);
});

test('orders and invitations are there in every state, with the alerts that belong to them', async () => {
  const orders = await counted(db.$queryRaw`
    SELECT lower(format('%s %s %s', status, payment_status, fulfillment_status)) AS is, count(*) AS rows FROM orders GROUP BY 1`);
  expect(Object.keys(orders).toSorted()).toEqual([
    'cancelled refunded failed',
    'cancelled refunded pending',
    'cancelled unpaid pending',
    'completed paid completed',
    'confirmed paid failed',
    'confirmed paid pending',
    'pending unpaid pending',
  ]);
  const invitations = await counted(db.$queryRaw`
    SELECT lower(coalesce(end_reason::text, CASE WHEN accepted_at IS NULL THEN status::text ELSE 'JOINED' END)
      || CASE WHEN resent_count > 0 THEN ' after a reminder' ELSE '' END) AS is, count(*) AS rows
    FROM invite_records GROUP BY 1`);
  for (const state of [
    'pending',
    'success',
    'joined',
    'joined after a reminder',
    'failed',
    'withdrawn',
    'removed',
  ])
    expect(invitations[state], state).toBeGreaterThan(0);
  expect(invitations.expired).toBeGreaterThan(0);
  const memberships = await counted(
    db.$queryRaw`SELECT status::text AS is, count(*) AS rows FROM team_members GROUP BY 1`,
  );
  expect(Object.keys(memberships).toSorted()).toEqual(['ACTIVE', 'EXPIRED', 'REMOVED']);
  expect(await db.teamMember.count({ where: { removalError: 'WORKSPACE_UNAVAILABLE' } })).toBeGreaterThan(0);
  const alerts = await db.alert.findMany({ orderBy: { id: 'asc' } });
  const rules = (open: boolean) =>
    [
      ...new Set(alerts.filter(({ resolvedAt }) => (resolvedAt === null) === open).map(({ rule }) => rule)),
    ].toSorted();
  expect(rules(true)).toEqual([
    'codes.issue_failed',
    'payments.excess',
    'payments.late',
    'payments.mismatch',
  ]);
  expect(rules(false)).toEqual(rules(true));
});

test('everything of an order tells the same day, from its number to the callback that paid it', async () => {
  const orders = await db.order.findMany({ orderBy: { id: 'asc' } });
  for (const { id, orderNo, createdAt } of orders) {
    expect(orderNo.slice(3, 11)).toBe(businessDay(createdAt).replaceAll('-', ''));
    expect(await db.auditEntry.count({ where: { entity: 'order', entityId: orderNo } })).toBeGreaterThan(2);
    const events = await db.paymentEvent.findMany({ where: { orderId: id } });
    for (const { rawBody, receivedAt } of events) {
      expect(JSON.parse(Buffer.from(rawBody).toString())).toMatchObject({ data: { order_no: orderNo } });
      expect(receivedAt.getTime()).toBeGreaterThan(createdAt.getTime());
    }
  }
  expect(orders.map(({ createdAt }) => createdAt.getTime())).toEqual(
    orders.map(({ createdAt }) => createdAt.getTime()).toSorted((a, b) => a - b),
  );
});

test('nothing happened before it could, or will happen', async () => {
  const early = await db.$queryRaw`
    SELECT i.id FROM invite_records i JOIN redeem_codes c ON c.id = i.redeem_code_id LEFT JOIN team_members m ON m.invite_record_id = i.id
    WHERE i.created_at < c.created_at OR i.created_at > c.expires_at OR i.sent_at < i.created_at OR i.accepted_at < i.sent_at
      OR i.ended_at < coalesce(i.accepted_at, i.created_at) OR m.valid_until < i.accepted_at
      OR greatest(i.created_at, i.sent_at, i.accepted_at, i.ended_at, i.resent_at, m.removed_at) > now()`;
  expect(early).toEqual([]);
  expect(
    await db.$queryRaw`SELECT id FROM orders WHERE greatest(created_at, paid_at, completed_at, cancelled_at) > now()`,
  ).toEqual([]);
  // The log of each thing is in the order in which it happened.
  expect(
    await db.$queryRaw`
      SELECT id FROM (SELECT id, created_at, lag(created_at) OVER (PARTITION BY entity, entity_id ORDER BY id) AS before FROM audit_log
        WHERE entity IN ('order', 'invitation')) AS told WHERE created_at < before`,
  ).toEqual([]);
});

test('only what is under way waits for the worker, and what the clock does leaves everything in order', async () => {
  const jobs = await counted(db.$queryRaw`
    SELECT task_identifier AS is, count(*) AS rows FROM graphile_worker.jobs GROUP BY 1`);
  expect(Object.keys(jobs).toSorted()).toEqual([
    'accounts.send-password-link',
    'codes.charge-order',
    'members.invited',
    'payments.compare-books',
    'payments.settled',
  ]);
  const alerts = await db.alert.count();
  await cancelUnpaidOrders(ctx);
  await expireInvitations(ctx);
  await expireMemberships(ctx);
  await sweepEvents(ctx);
  await expectDataClean(ctx);
  expect(await db.alert.count()).toBe(alerts);
});

test('the order whose codes could not be issued gets them when it is run again', async () => {
  const failed = await db.order.findFirstOrThrow({
    where: { fulfillmentStatus: 'FAILED', status: 'CONFIRMED' },
  });
  const admin = await db.user.findFirstOrThrow({ where: { role: 'ADMIN' } });
  await rerunIssue(userCtx(admin), { order_no: failed.orderNo });
  expect(await issueCodes(ctx, { order_id: failed.id })).toEqual({ outcome: 'issued' });
  expect(await db.alert.count({ where: { rule: 'codes.issue_failed', resolvedAt: null } })).toBe(0);
  await expectDataClean(ctx);
});

test('of nobody it is unknown for days whether they have paid', async () => {
  const since = new Date(Date.now() - 24 * 3_600_000);
  const open = await db.payment.findMany({
    where: { status: { in: ['PENDING', 'TIMEOUT'] }, createdAt: { lt: since } },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  const mismatched = await db.paymentEvent.findMany({
    where: { outcome: 'MISMATCH' },
    orderBy: { paymentId: 'asc' },
    select: { paymentId: true },
  });
  expect(open.map(({ id }) => id)).toEqual(mismatched.map(({ paymentId }) => paymentId));
});

test('the books of the sandbox say the same as ours, on every day', async () => {
  const { list } = Object.fromEntries(Object.entries(sandbox));
  Object.assign(sandbox, { list: listOfBooks });
  try {
    const admin = await db.user.findFirstOrThrow({ where: { role: 'ADMIN' } });
    const days = await db.$queryRaw<{ day: string; lines: number }[]>`
      SELECT (created_at AT TIME ZONE ${businessTimeZone()})::date::text AS day, count(*)::int AS lines
      FROM sandbox_transactions GROUP BY 1 ORDER BY 1`;
    expect(days.length).toBeGreaterThan(30);
    const begun = new Map(
      (await db.reconciliationRun.findMany()).map(({ id, day }) => [day.toISOString().slice(0, 10), id]),
    );
    expect(begun.size).toBe(14);
    for (const day of new Set([...days.map((one) => one.day), ...begun.keys()])) {
      const run_id = begun.get(day) ?? (await requestComparison(userCtx(admin), { day })).run_id;
      expect(`${day} ${await compareBooks(ctx, { run_id })}`).toBe(`${day} clean`);
    }
    const runs = await db.reconciliationRun.findMany();
    const compared = runs.map((run) => (run.compared as { payments: number }).payments);
    const paid = await db.payment.count({ where: { completedAt: { not: null } } });
    expect(compared.reduce((all, one) => all + one, 0)).toBe(paid);
  } finally {
    Object.assign(sandbox, { list });
  }
}, 120_000);
