import type { Ctx } from '../../context';
import { Prisma } from '../../db';
import { inTransaction } from '../../transaction';

/* oxlint-disable house/writes-authorise-and-audit -- the books of another house: they are no affair of our audit log */

export type BookLine = {
  id: number;
  kind: 'charge' | 'refund';
  transaction_id: string;
  key: string;
  of_transaction: string | null;
  order_no: string;
  payment_id: number;
  amount: string;
  currency: string;
  status: 'succeeded' | 'failed' | 'pending';
  reason: string | null;
  created_at: Date;
};

export type NewCharge = Pick<BookLine, 'key' | 'order_no' | 'payment_id' | 'amount' | 'currency'> & {
  expires_at?: Date | null;
};
export type NewRefund = Pick<BookLine, 'key' | 'amount' | 'currency'> & { of_transaction: string };

const COLUMNS = Prisma.sql`id, kind, transaction_id, idempotency_key AS key, of_transaction, order_no, payment_id,
  amount::text, currency, status, reason, created_at`;

/** How long a page may be paid of which nobody said it. */
const PAGE_HOURS = 24;

/** What is known under a key. A page that nobody paid in time has failed. */
export async function lineOf(ctx: Ctx, key: string): Promise<BookLine | undefined> {
  await ctx.db.$executeRaw`
    UPDATE sandbox_transactions SET status = 'failed', reason = 'expired'
    WHERE idempotency_key = ${key} AND status = 'pending' AND expires_at <= now()`;
  const [line] = await ctx.db.$queryRaw<BookLine[]>`
    SELECT ${COLUMNS} FROM sandbox_transactions WHERE idempotency_key = ${key}`;
  return line;
}

/** A page on which the charge may be paid. The same key is the same page. */
export async function openCharge(ctx: Ctx, charge: NewCharge) {
  const { key, order_no, payment_id, amount, currency, expires_at = null } = charge;
  await ctx.db.$executeRaw`
    INSERT INTO sandbox_transactions (kind, transaction_id, idempotency_key, order_no, payment_id, amount, currency, status,
      expires_at)
    VALUES ('charge', ${`txn-${key}`}, ${key}, ${order_no}, ${payment_id}, ${amount}::numeric, ${currency}, 'pending',
      coalesce(${expires_at}::timestamptz, now() + make_interval(hours => ${PAGE_HOURS})))
    ON CONFLICT (idempotency_key) DO NOTHING`;
  return lineKept(ctx, key);
}

/**
 * Ends a charge, once: what was decided first under a key stays, except that a payer may pay after having been refused.
 * @param reason why it failed; null when it succeeded
 */
export async function endCharge(ctx: Ctx, charge: NewCharge, reason: string | null) {
  await openCharge(ctx, charge);
  const status = reason === null ? 'succeeded' : 'failed';
  await ctx.db.$executeRaw`
    UPDATE sandbox_transactions SET status = ${status}, reason = ${reason}
    WHERE idempotency_key = ${charge.key} AND status = 'pending'`;
  return lineKept(ctx, charge.key);
}

/** The payer of a page thinks better of it. */
export async function payAfterAll(ctx: Ctx, key: string) {
  await ctx.db.$executeRaw`
    UPDATE sandbox_transactions SET status = 'succeeded', reason = NULL WHERE idempotency_key = ${key} AND status = 'failed'`;
  return lineKept(ctx, key);
}

/** Gives a charge back, in whole or in part, never more than it was. The same key is the same refund. */
export async function refundCharge(ctx: Ctx, { key, of_transaction, amount, currency }: NewRefund) {
  return inTransaction(ctx, async (tx) => {
    await tx.db
      .$queryRaw`SELECT FROM sandbox_transactions WHERE transaction_id = ${of_transaction} FOR UPDATE`;
    await tx.db.$executeRaw`
      INSERT INTO sandbox_transactions (kind, transaction_id, idempotency_key, of_transaction, order_no, payment_id, amount,
        currency, status, reason)
      SELECT 'refund', ${`re-${key}`}, ${key}, charge.transaction_id, order_no, payment_id, ${amount}::numeric, ${currency},
        CASE WHEN fits THEN 'succeeded' ELSE 'failed' END, CASE WHEN NOT fits THEN 'exceeds_charge' END
      FROM sandbox_transactions AS charge CROSS JOIN LATERAL (
        SELECT charge.status = 'succeeded' AND charge.currency = ${currency}
          AND coalesce(sum(given.amount), 0) + ${amount}::numeric <= charge.amount AS fits
        FROM sandbox_transactions AS given
        WHERE given.of_transaction = charge.transaction_id AND given.status = 'succeeded') AS sum
      WHERE charge.transaction_id = ${of_transaction} AND charge.kind = 'charge'
      ON CONFLICT (idempotency_key) DO NOTHING`;
    return lineOf(tx, key);
  });
}

/** What succeeded in a time, oldest first, page by page. */
export async function linesBetween(
  ctx: Ctx,
  { from, to, after, limit }: { from: Date; to: Date; after: number; limit: number },
) {
  return ctx.db.$queryRaw<BookLine[]>`
    SELECT ${COLUMNS} FROM sandbox_transactions
    WHERE created_at >= ${from} AND created_at < ${to} AND status = 'succeeded' AND id > ${after} ORDER BY id LIMIT ${limit}`;
}

async function lineKept(ctx: Ctx, key: string) {
  const line = await lineOf(ctx, key);
  if (!line) throw new Error(`nothing was written under ${key}`);
  return line;
}
