import { expect, test } from 'vitest';
import { businessDay, DAY_MS } from '../clock';
import { database } from '../db';
import { userCtx } from '../testing/database';
import { createDistributor, createIssuedCodes, createTeam } from '../testing/factories';
import { createPaidOrder, createUnpaidOrder } from '../testing/payment-events';
import { inviteCustomer } from '../testing/members';
import { startOf } from './order-days';
import { Prisma } from '../db';
import { getPlanSales } from './get-plan-sales';
import { PlanSalesQuery } from './schema';

/** Paid at the last moment of the business day so many days ago. */
const payAgo = (orderId: number, days: number) => database().$executeRaw`
  UPDATE orders SET paid_at = ${startOf(Prisma.sql`${businessDay(new Date(Date.now() - (days - 1) * DAY_MS))}::date`)} - interval '1 ms'
  WHERE id = ${orderId}`;

test('a plan counts the codes of its paid orders, by the day of the payment', async () => {
  const distributor = await createDistributor();
  const ctx = userCtx(distributor);
  const few = await createIssuedCodes(distributor.id, { count: 2 });
  const many = await createIssuedCodes(distributor.id, { count: 5 });
  const counted = async (days: number) => (await getPlanSales(ctx, 'me', { days })).items;
  expect(await counted(1)).toEqual([
    { plan_name: many.plan.name, count: 5 },
    { plan_name: few.plan.name, count: 2 },
  ]);
  await payAgo(many.order.id, 1);
  expect(await counted(1)).toEqual([{ plan_name: few.plan.name, count: 2 }]);
  expect(await counted(2)).toHaveLength(2);
  await payAgo(many.order.id, 2);
  expect(await counted(2)).toHaveLength(1);
});

test('what is redeemed changes nothing, and neither does an order that nobody has paid', async () => {
  await createTeam({ capacity: 5 });
  const distributor = await createDistributor();
  const { codes, order, plan } = await createIssuedCodes(distributor.id, { count: 3 });
  await inviteCustomer({ ...codes[0]!, order, distributor });
  const unpaid = await createUnpaidOrder({ codeCount: 50 });
  const paid = await createPaidOrder({ codeCount: 7 });
  const countsOf = async (person: typeof distributor) =>
    (await getPlanSales(userCtx(person), 'me', { days: 30 })).items;
  expect(await countsOf(distributor)).toEqual([{ plan_name: plan.name, count: 3 }]);
  expect(await countsOf(unpaid.buyer)).toEqual([]);
  // Paid is sold, before a single code is issued.
  expect(await countsOf(paid.buyer)).toMatchObject([{ count: 7 }]);
});

test('a period is 1 to 365 days', () => {
  for (const days of ['0', '366', 'many']) expect(PlanSalesQuery.safeParse({ days }).success).toBe(false);
  expect(PlanSalesQuery.parse({})).toEqual({ days: 30 });
});
