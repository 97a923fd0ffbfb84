import { businessTimeZone } from '../lib/clock';
import type { Tx } from '../lib/context';
import { Prisma } from '../lib/db';

export const MINUTE = 60;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** SQL for a stretch of time. In whole seconds, so that what was equal before stays so. */
const stretch = (seconds: number) => Prisma.sql`make_interval(secs => ${Math.round(seconds)}::float8)`;

/** Makes rows older: each of these columns is put back by as much. */
export async function age({ db }: Tx, table: string, columns: string[], seconds: number, which: Prisma.Sql) {
  const ago = stretch(seconds);
  const older = columns.map(Prisma.raw).map((column) => Prisma.sql`${column} = ${column} - ${ago}`);
  await db.$executeRaw`UPDATE ${Prisma.raw(table)} SET ${Prisma.join(older)} WHERE ${which}`;
}

const ORDER_TIMES = ['created_at', 'updated_at', 'expires_at', 'paid_at', 'confirmed_at', 'completed_at'];
const PAYMENT_TIMES = ['created_at', 'updated_at', 'completed_at'];

/**
 * Lets time pass after what has been done with an order so far: all of it, and all that tells of it, is that much longer ago.
 * Its codes are not touched: they are written when everything else is where it belongs.
 */
export async function ageOrder(tx: Tx, id: number, seconds: number) {
  const ofOrder = Prisma.sql`order_id = ${id}`;
  const orderNo = Prisma.sql`(SELECT order_no FROM orders WHERE id = ${id})`;
  await age(
    tx,
    'orders',
    [...ORDER_TIMES, 'cancelled_at', 'codes_expire_at'],
    seconds,
    Prisma.sql`id = ${id}`,
  );
  await age(tx, 'order_tracking', ['created_at'], seconds, ofOrder);
  await age(tx, 'payments', PAYMENT_TIMES, seconds, ofOrder);
  const ofPayment = Prisma.sql`payment_id IN (SELECT id FROM payments WHERE ${ofOrder})`;
  await age(
    tx,
    'sandbox_transactions',
    ['created_at', 'expires_at'],
    seconds,
    Prisma.sql`order_no = ${orderNo}`,
  );
  await age(tx, 'refunds', ['created_at', 'updated_at', 'finished_at'], seconds, ofPayment);
  await age(tx, 'payment_events', ['received_at', 'processed_at'], seconds, ofOrder);
  await age(
    tx,
    'audit_log',
    ['created_at'],
    seconds,
    Prisma.sql`entity = 'order' AND entity_id = ${orderNo}`,
  );
  await age(tx, 'alerts', ['opened_at', 'last_at', 'resolved_at'], seconds, Prisma.sql`key = ${orderNo}`);
  await renumber(tx, id);
}

/** An order's number begins with the day on which it was placed. */
async function renumber({ db }: Tx, id: number) {
  const [order] = await db.$queryRaw<{ old_no: string; new_no: string }[]>`
    SELECT order_no AS old_no, 'ORD' || to_char(created_at AT TIME ZONE ${businessTimeZone()}, 'YYYYMMDD')
      || right(order_no, 8) AS new_no
    FROM orders WHERE id = ${id}`;
  if (!order) throw new Error(`there is no order ${id}`);
  const { old_no, new_no } = order;
  if (old_no === new_no) return;
  const renumbered = (column: string) => {
    const name = Prisma.raw(column);
    return Prisma.sql`${name} = replace(${name}::text, ${old_no}, ${new_no})::jsonb`;
  };
  await db.$executeRaw`UPDATE orders SET order_no = ${new_no} WHERE id = ${id}`;
  await db.$executeRaw`
    UPDATE payments SET idempotency_key = replace(idempotency_key, ${old_no}, ${new_no}),
      transaction_id = replace(transaction_id, ${old_no}, ${new_no}) WHERE order_id = ${id}`;
  await db.$executeRaw`
    UPDATE sandbox_transactions SET order_no = ${new_no}, idempotency_key = replace(idempotency_key, ${old_no}, ${new_no}),
      transaction_id = replace(transaction_id, ${old_no}, ${new_no}),
      of_transaction = replace(of_transaction, ${old_no}, ${new_no}) WHERE order_no = ${old_no}`;
  await db.$executeRaw`
    UPDATE refunds SET idempotency_key = replace(idempotency_key, ${old_no}, ${new_no}),
      provider_refund_id = replace(provider_refund_id, ${old_no}, ${new_no})
    WHERE payment_id IN (SELECT id FROM payments WHERE order_id = ${id})`;
  await db.$executeRaw`
    UPDATE refunds SET idempotency_key = replace(idempotency_key, ${old_no}, ${new_no})
    WHERE payment_id IN (SELECT id FROM payments WHERE order_id = ${id})`;
  await db.$executeRaw`
    UPDATE payment_events
    SET raw_body = convert_to(replace(convert_from(raw_body, 'UTF8'), ${old_no}, ${new_no}), 'UTF8')
    WHERE order_id = ${id}`;
  await db.$executeRaw`
    UPDATE audit_log SET entity_id = ${new_no}, ${renumbered('before')}, ${renumbered('after')}
    WHERE entity = 'order' AND entity_id = ${old_no}`;
  await db.$executeRaw`UPDATE alerts SET key = ${new_no}, ${renumbered('facts')} WHERE key = ${old_no}`;
}

/**
 * Takes back the jobs that this transaction has added: what they are for is written by whoever calls this, and nothing of what
 * happened long ago is to be done now.
 */
export async function dropOwnJobs({ db }: Tx) {
  await db.$queryRaw`
    SELECT count(*) FROM graphile_worker.complete_jobs(ARRAY(
      SELECT id FROM graphile_worker._private_jobs WHERE xmin = pg_current_xact_id()::xid))`;
}
