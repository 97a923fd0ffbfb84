import { beforeEach, expect, test } from 'vitest';
import { csvCells } from '../testing/csv-cells';
import { sendInvitation } from '../members/send-invitation';
import { withdrawInvitation } from '../members/withdraw-invitation';
import { testCtx, userCtx } from '../testing/database';
import { createDistributor, createIssuedCodes, onlyTeams } from '../testing/factories';
import { acceptAs, inviteCustomer } from '../testing/members';
import { exportPlanSales } from './export-plan-sales';
import { exportSales } from './export-sales';
import { getPlanSales } from './get-plan-sales';
import { getSalesFigures } from './get-sales-figures';
import { getSalesTrend } from './get-sales-trend';
import { getSummary } from './get-summary';
import { listSales } from './list-sales';
import { MEASURES, SalesQuery } from './schema';

beforeEach(() => onlyTeams(50));

type Counted = { created_at: string; sent_at: string | null; accepted_at: string | null };
const countsOf = (sales: Counted[]) => [
  sales.length,
  sales.filter((sale) => sale.sent_at).length,
  sales.filter((sale) => sale.accepted_at).length,
];
const sumOf = (rows: { count: number | string }[]) => rows.reduce((sum, { count }) => sum + Number(count), 0);

test('summary, figures, trend, plans, list and files count the same', async () => {
  const distributor = await createDistributor({ unitPrice: '9.90' });
  const ctx = userCtx(distributor);
  const [much, little] = [
    await createIssuedCodes(distributor.id, { count: 4 }),
    await createIssuedCodes(distributor.id, { count: 2 }),
  ];
  const redeemed = (codes: { id: number; code: string }[], order: typeof much.order) =>
    Promise.all(codes.map((code) => inviteCustomer({ ...code, order, distributor })));
  const [first, second, third, fourth] = await redeemed(much.codes, much.order);
  const [fifth] = await redeemed(little.codes.slice(0, 1), little.order);
  for (const customer of [first!, fifth!]) await acceptAs(customer);
  for (const { invitation_id } of [second!, third!]) await sendInvitation(testCtx(), { invitation_id });
  // The use comes back; what has happened has happened.
  await withdrawInvitation(ctx, { invitation_id: fourth!.invitation_id, reason: 'a mistake' });

  const counts = [5, 4, 2];
  const summary = await getSummary(ctx, 'me');
  expect([summary.redeem_attempts_total, summary.invites_sent_success, summary.invites_accepted]).toEqual(
    counts,
  );
  expect(summary.redeem_attempts).toBe(4);
  expect(countsOf((await listSales(ctx, 'me', SalesQuery.parse({}))).items)).toEqual(counts);
  expect(countsOf(await csvCells<Counted>(await exportSales(ctx, 'me')))).toEqual(counts);
  for (const days of [2, 7, 365]) {
    const { period, daily } = await getSalesFigures(ctx, 'me', { days });
    expect(MEASURES.map((measure) => period[measure])).toEqual(counts);
    expect(period.revenue_estimate).toBe(summary.total_revenue_estimate);
    for (const measure of MEASURES) {
      const trend = await getSalesTrend(ctx, 'me', { days, measure });
      expect(daily.map((day) => ({ date: day.date, count: day[measure] }))).toEqual(trend);
    }
    const { items } = await getPlanSales(ctx, 'me', { days });
    expect(items.map(({ count }) => count)).toEqual([4, 2]);
    expect(sumOf(items)).toBe(summary.total_codes);
    const file = await csvCells<{ count: string }>(await exportPlanSales(ctx, 'me', { days }));
    expect(sumOf(file)).toBe(summary.total_codes);
  }
});
