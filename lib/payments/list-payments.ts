import type { Ctx } from '../context';
import { Prisma } from '../db';
import type { OrderPaymentStatus, PaymentPurpose, PaymentStatus } from '../generated/prisma/enums';
import { pageOf, type Page } from '../paging';
import { authorize } from '../permissions';
import { askedPayments, pageOrder } from './asked-rows';
import type { PaymentsQuery } from './schema';

export type ListedPayment = {
  id: number;
  order_no: string;
  order_payment_status: Lowercase<OrderPaymentStatus>;
  purpose: Lowercase<PaymentPurpose>;
  provider: string;
  method: string;
  status: Lowercase<PaymentStatus>;
  amount: string;
  currency: string;
  /** What has been given back of it. */
  refunded: string;
  transaction_id: string | null;
  error_code: string | null;
  failure_reason: string | null;
  created_at: string;
  completed_at: string | null;
};

type Row = Omit<ListedPayment, 'created_at' | 'completed_at'> & {
  created_at: Date;
  completed_at: Date | null;
};

/** Attempts to pay, whoever's, newest first. */
export async function listPayments(ctx: Ctx, query: PaymentsQuery): Promise<Page<ListedPayment>> {
  authorize(ctx, 'payments.view-any');
  const rows = await ctx.db.$queryRaw<Row[]>`
    SELECT payment.id, bought.order_no, lower(bought.payment_status::text) AS order_payment_status,
      lower(payment.purpose::text) AS purpose, payment.provider, payment.method,
      lower(payment.status::text) AS status, payment.amount::text, payment.currency, given.back::text AS refunded,
      payment.transaction_id, payment.error_code, payment.failure_reason, payment.created_at, payment.completed_at
    FROM (
      SELECT * FROM payments AS payment WHERE ${askedPayments(query)} ${pageOrder(Prisma.sql`payment.id`, query)}) AS payment
    JOIN orders AS bought ON bought.id = payment.order_id
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(amount), 0.00) AS back FROM refunds
      WHERE payment_id = payment.id AND status = 'SUCCEEDED') AS given
    ORDER BY payment.id ${query.cursor?.towards === 'newer' ? Prisma.sql`ASC` : Prisma.sql`DESC`}`;
  return pageOf(rows, query, (row) => ({
    ...row,
    created_at: row.created_at.toISOString(),
    completed_at: row.completed_at?.toISOString() ?? null,
  }));
}
