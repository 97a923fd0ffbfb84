import { expect, test } from 'vitest';
import { isPassword } from '../lib/accounts/password-hash';
import { businessDay } from '../lib/clock';
import { database } from '../lib/db';
import { expectDataClean } from '../lib/monitoring/verify-data';
import { testCtx } from '../lib/testing/database';
import { seedBusiness } from './seed-business';
import { seedHistory } from './seed-history';

test('the demo data are what the product itself would have written in a month, and come only into an empty database', async () => {
  const ctx = testCtx();
  await seedHistory(ctx, await seedBusiness(ctx, 'a password to demonstrate'));
  await expectDataClean(ctx);

  const db = database();
  const people = await db.user.findMany({ orderBy: { id: 'asc' } });
  expect(people.map(({ email, role }) => `${email} ${role}`)).toEqual([
    'admin@tributary.example ADMIN',
    'operator@tributary.example OPERATOR',
    'distributor@tributary.example DISTRIBUTOR',
    'distributor2@tributary.example DISTRIBUTOR',
  ]);
  expect(await isPassword('a password to demonstrate', people[2]!.passwordHash)).toBe(true);
  const distributorId = people[2]!.id;
  const dressed = await db.distributor.count({ where: { brandColor: { not: null }, logoType: 'image/png' } });
  expect(dressed).toBe(2);

  const days = await db.distributorDay.findMany({ where: { distributorId } });
  expect(days.length).toBeGreaterThan(27);
  const orders = await db.order.findMany({ where: { buyerUserId: distributorId } });
  expect(
    orders.every(({ status, paymentStatus }) => status === 'COMPLETED' && paymentStatus === 'PAID'),
  ).toBe(true);
  for (const { orderNo, createdAt } of orders) {
    expect(orderNo.slice(3, 11)).toBe(businessDay(createdAt).replaceAll('-', ''));
    expect(await db.auditEntry.count({ where: { entity: 'order', entityId: orderNo } })).toBeGreaterThan(4);
  }
  const [event] = await db.paymentEvent.findMany({ where: { orderId: orders[0]!.id } });
  expect(JSON.parse(Buffer.from(event!.rawBody).toString())).toMatchObject({
    data: { order_no: orders[0]!.orderNo },
  });

  // Nothing happened before it could, or will happen.
  const [early] = await db.$queryRaw<{ rows: bigint }[]>`
    SELECT count(*) AS rows FROM invite_records i JOIN redeem_codes c ON c.id = i.redeem_code_id
    WHERE i.created_at < c.created_at OR i.accepted_at < i.sent_at OR i.accepted_at > now() OR i.created_at > now()`;
  expect(early).toEqual({ rows: 0n });
  expect(await db.$queryRaw`SELECT FROM graphile_worker.jobs`).toEqual([]);

  await expect(seedBusiness(ctx, 'a password to demonstrate')).rejects.toThrow('The database is not empty');
}, 60_000);
