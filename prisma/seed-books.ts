import type { Ctx } from '../lib/context';

/**
 * Writes into the books of the sandbox what it has there when it takes and gives back money itself: a line for every payment
 * that came through it or can still be made, and for every refund it carried out. Lines that are there stay.
 */
export async function seedBooks({ db }: Pick<Ctx, 'db'>) {
  // What a notification lied about was never taken.
  await db.$executeRaw`
    UPDATE sandbox_transactions AS line SET status = 'failed', reason = 'cancelled_by_payer'
    WHERE line.kind = 'charge' AND line.status = 'succeeded' AND NOT EXISTS (
      SELECT FROM payments WHERE provider = 'sandbox' AND transaction_id = line.transaction_id)`;
  await db.$executeRaw`
    INSERT INTO sandbox_transactions (kind, transaction_id, idempotency_key, order_no, payment_id, amount, currency, status, created_at)
    SELECT 'charge', paid.transaction_id, paid.idempotency_key, bought.order_no, paid.id, paid.amount, paid.currency, 'succeeded',
      paid.completed_at
    FROM payments AS paid JOIN orders AS bought ON bought.id = paid.order_id
    WHERE paid.provider = 'sandbox' AND paid.transaction_id IS NOT NULL AND paid.completed_at IS NOT NULL ORDER BY paid.completed_at
    ON CONFLICT DO NOTHING`;
  await db.$executeRaw`
    INSERT INTO sandbox_transactions (kind, transaction_id, idempotency_key, order_no, payment_id, amount, currency, status, created_at,
      expires_at)
    SELECT 'charge', 'txn-' || open.idempotency_key, open.idempotency_key, bought.order_no, open.id, open.amount, open.currency,
      'pending', open.created_at, coalesce(bought.expires_at, open.created_at)
    FROM payments AS open JOIN orders AS bought ON bought.id = open.order_id
    WHERE open.provider = 'sandbox' AND open.status = 'PENDING' ORDER BY open.created_at
    ON CONFLICT DO NOTHING`;
  await db.$executeRaw`
    INSERT INTO sandbox_transactions (kind, transaction_id, idempotency_key, of_transaction, order_no, payment_id, amount, currency,
      status, created_at)
    SELECT 'refund', given.provider_refund_id, given.idempotency_key, paid.transaction_id, bought.order_no, paid.id, given.amount,
      paid.currency, 'succeeded', given.finished_at
    FROM refunds AS given JOIN payments AS paid ON paid.id = given.payment_id JOIN orders AS bought ON bought.id = paid.order_id
    WHERE paid.provider = 'sandbox' AND given.status = 'SUCCEEDED' AND given.provider_refund_id IS NOT NULL
    ORDER BY given.finished_at ON CONFLICT DO NOTHING`;
}
