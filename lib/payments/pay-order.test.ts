import { expect, test } from 'vitest';
import type { Ctx } from '../context';
import { database, Prisma } from '../db';
import { unique } from '../testing/factories';
import { inTransaction } from '../transaction';
import { createUnpaidOrder, moneyOf, providerCtx, reportOf } from '../testing/payment-events';
import { payOrder } from './pay-order';

const UNDO = new Error('looked at, and undone');

async function keepEvent() {
  const [event] = await database().$queryRaw<{ id: bigint }[]>`
    INSERT INTO payment_events (provider, event_id, raw_body, verdict)
    VALUES ('sandbox', gen_random_uuid()::text, '{}', 'VERIFIED') RETURNING id`;
  return event!.id;
}

/** The plan of the statement when every scan that has an index uses it: what still reads a whole table has none. */
async function planOf(work: (ctx: Ctx) => Promise<unknown>) {
  const plan: string[] = [];
  const looked = inTransaction(providerCtx(), async (tx) => {
    await tx.db.$executeRaw`SET LOCAL enable_seqscan = off`;
    const explaining = Object.create(tx.db, {
      $queryRaw: {
        value: async (statement: Prisma.Sql) => {
          const rows = await tx.db.$queryRaw<{ 'QUERY PLAN': string }[]>(
            Prisma.sql`EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) ${statement}`,
          );
          plan.push(...rows.map((row) => row['QUERY PLAN']));
          return [];
        },
      },
    }) as Ctx['db'];
    await work({ ...tx, db: explaining });
    throw UNDO;
  });
  await expect(looked).rejects.toBe(UNDO);
  return plan;
}

const newEvent = () =>
  ({ provider: 'sandbox', eventId: unique('event'), rawBody: Buffer.from('{}'), source: 'NOTIFY' }) as const;

test.each([
  ['of the inbox', async () => ({ id: await keepEvent(), provider: 'sandbox' }), 'Update payment_events 0'],
  ['that comes in', () => Promise.resolve(newEvent()), 'Insert payment_events 0'],
])('an event %s finds its rows by index, one of each, and writes each once', async (_, told, written) => {
  const order = await createUnpaidOrder();
  const event = await told();
  const plan = await planOf((ctx) => payOrder(ctx, event, reportOf(order)));
  if (process.env.SHOW_PLAN) process.stdout.write(`${plan.join('\n')}\n`);
  expect(plan.filter((line) => /Seq Scan/.test(line))).toEqual([]);
  const tables = plan.flatMap((line) => /Index (?:Only )?Scan using \S+ on (\w+)/.exec(line)?.[1] ?? []);
  expect(new Set(tables)).toEqual(new Set(['payment_events', 'orders', 'payments']));
  const writes = plan.flatMap(
    (line) => /(Update|Insert) on (\w+).*rows=(\d+)/.exec(line)?.slice(1).join(' ') ?? [],
  );
  expect(writes.toSorted((a, b) => a.localeCompare(b))).toEqual([
    'Insert audit_log 1',
    'Insert order_tracking 0',
    ...[written, 'Update orders 1', 'Update payments 1'].toSorted((a, b) => a.localeCompare(b)),
  ]);
  expect((await moneyOf(order.order_no)).order.paymentStatus).toBe('UNPAID');
});

test('an event that has its outcome pays nothing', async () => {
  const order = await createUnpaidOrder();
  const id = await keepEvent();
  await database().$executeRaw`UPDATE payment_events SET outcome = 'MISMATCH' WHERE id = ${id}`;
  expect(await payOrder(providerCtx(), { id, provider: 'sandbox' }, reportOf(order))).toBe(false);
  expect((await moneyOf(order.order_no)).order.paymentStatus).toBe('UNPAID');
});

test('the amount has to be the order’s and the attempt’s', async () => {
  for (const table of ['orders', 'payments']) {
    const order = await createUnpaidOrder();
    const [column, id] = table === 'orders' ? ['total_amount', order.order_id] : ['amount', order.payment_id];
    await database().$executeRawUnsafe(`UPDATE ${table} SET ${column} = ${column} + 0.01 WHERE id = ${id}`);
    expect(
      await payOrder(providerCtx(), { id: await keepEvent(), provider: 'sandbox' }, reportOf(order)),
    ).toBe(false);
    expect((await moneyOf(order.order_no)).order.paymentStatus).toBe('UNPAID');
  }
});

test('and so has the currency', async () => {
  for (const table of ['orders', 'payments']) {
    const order = await createUnpaidOrder();
    const id = table === 'orders' ? order.order_id : order.payment_id;
    await database().$executeRawUnsafe(`UPDATE ${table} SET currency = 'USD' WHERE id = ${id}`);
    expect(
      await payOrder(providerCtx(), { id: await keepEvent(), provider: 'sandbox' }, reportOf(order)),
    ).toBe(false);
    expect((await moneyOf(order.order_no)).order.paymentStatus).toBe('UNPAID');
  }
});
