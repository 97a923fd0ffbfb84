import type { Seller } from './fill';
import { sandboxNotification } from '../lib/payments/providers/sandbox';
import type { PaymentReport } from '../lib/payments/providers/provider';
import type { Bench } from './bench';

export type Unpaid = PaymentReport;

/** Orders that wait for their payment, as buying leaves them behind, many at a time. */
export async function placeOrders(
  { sql, business }: Bench,
  count: number,
  codes: number,
  { id }: Seller = business.buyer,
) {
  const { rows } = await sql.query<Omit<PaymentReport, 'kind' | 'transaction_id'>>(
    `WITH placed AS (
      INSERT INTO orders (order_no, type, buyer_user_id, created_by, plan_id, quantity, total_amount, currency, expected_count,
        code_max_uses, expires_at)
      SELECT 'ORD' || to_char(now(), 'YYYYMMDD') || lpad(nextval('order_no_seq')::text, 8, '0'), 'CODES', $1, $1, $2, $3, 99,
        'CNY', $4, 1, now() + interval '1 day'
      FROM generate_series(1, $5) RETURNING id, order_no, total_amount, currency),
    tracked AS (
      INSERT INTO order_tracking (order_id, status, actor) SELECT id, 'PENDING', 'user:' || $1 FROM placed),
    opened AS (
      INSERT INTO payments (order_id, provider, method, amount, currency, idempotency_key, reference)
      SELECT id, 'sandbox', 'sandbox', total_amount, currency, order_no, order_no FROM placed RETURNING id, order_id)
    SELECT order_no, opened.id AS payment_id, total_amount::text AS amount, currency
    FROM placed JOIN opened ON opened.order_id = placed.id ORDER BY placed.id`,
    [id, business.plan_id, Math.max(1, codes / 10), codes, count],
  );
  return rows.map((row): Unpaid => ({
    ...row,
    kind: 'succeeded',
    transaction_id: `bench-${row.payment_id}`,
  }));
}

export const NOTIFY = '/api/v1/payments/sandbox/notify';

/** The provider's call for an order, signed beforehand: signing is the provider's work. */
export function callbackOf(order: Unpaid) {
  const { body, headers } = sandboxNotification(order);
  return { method: 'POST', body, headers } as const;
}

/** @throws Error when not each of these orders has been paid, and once */
export async function expectPaidOnce({ sql }: Bench, orders: Unpaid[]) {
  const { rows } = await sql.query<{ orders: number; payments: number }>(
    `SELECT count(DISTINCT bought.id)::int AS orders, count(payment.id)::int AS payments
    FROM orders AS bought JOIN payments AS payment ON payment.order_id = bought.id AND payment.status = 'COMPLETED'
    WHERE bought.order_no = ANY ($1) AND bought.payment_status = 'PAID'`,
    [orders.map(({ order_no }) => order_no)],
  );
  const [paid] = rows;
  if (paid?.orders !== orders.length || paid.payments !== orders.length)
    throw new Error(`of ${orders.length} orders ${paid?.orders} are paid, by ${paid?.payments} payments`);
}
