import type { z } from 'zod';
import type { Ctx } from '../context';
import { readCsvPage, type CsvColumns } from '../csv';
import { Prisma } from '../db';
import { exportList, type Export } from '../export';
import { authorize } from '../permissions';
import { CODE_ORDER_CELLS } from './internal';
import type { AnyCodeOrdersQuery, CodeOrder } from './schema';

/** A cell holds one thing: of the buyer there are three. */
type Line = CodeOrder & { buyer_id: number; buyer: string; buyer_email: string };
type Asked = z.output<typeof AnyCodeOrdersQuery>;

const COLUMNS = {
  ...CODE_ORDER_CELLS,
  buyer_id: 'plain',
  buyer: 'text',
  buyer_email: 'text',
} satisfies Required<CsvColumns<Line>>;

/** Everybody's orders of codes that the filters ask for, as a file. */
export async function exportAnyCodeOrders(ctx: Ctx, query: Asked): Promise<Export> {
  authorize(ctx, 'codes.export-any-code-orders');
  return exportList(ctx, {
    name: 'code-orders',
    audit: { action: 'codes.export-any-code-orders', entity: 'order', entityId: 'all' },
    columns: COLUMNS,
    filters: query,
    read: (page) => readCsvPage(ctx, COLUMNS, orderRows({ ...query, ...page })),
  });
}

/** SQL for the rows of {@link Line}: there may be a million, and 5,000 orders as objects take ten times as long as their lines. */
function orderRows(query: Asked) {
  return Prisma.sql`
    SELECT bought.id, bought.order_no, lower(bought.status::text) AS status,
      lower(bought.payment_status::text) AS payment_status, lower(bought.fulfillment_status::text) AS fulfillment_status,
      bought.delivered_count, bought.expected_count, bought.fulfillment_error, bought.fulfillment_attempts,
      plan.name AS plan_name, bought.quantity, bought.total_amount, bought.currency, bought.code_max_uses,
      bought.code_expires_days, bought.codes_expire_at, bought.code_validity_days, bought.created_at,
      CASE WHEN bought.payment_status = 'UNPAID' THEN bought.expires_at END AS expires_at,
      bought.paid_at, bought.completed_at, bought.cancelled_at, bought.cancel_reason,
      buyer.id AS buyer_id, buyer.name AS buyer, buyer.email AS buyer_email
    FROM (
      SELECT * FROM orders AS bought WHERE ${Prisma.join(asked(query), ' AND ')}
      ORDER BY bought.id DESC LIMIT ${query.limit}) AS bought
    JOIN plans AS plan ON plan.id = bought.plan_id
    JOIN users AS buyer ON buyer.id = bought.buyer_user_id
    ORDER BY bought.id DESC`;
}

function asked({ order_no, status, payment_status, fulfillment_status, email, cursor }: Asked) {
  return [
    Prisma.sql`bought.type = 'CODES'`,
    ...(order_no ? [Prisma.sql`bought.order_no = ${order_no}`] : []),
    ...(status ? [Prisma.sql`bought.status = ${status.toUpperCase()}::order_status`] : []),
    ...(payment_status
      ? [Prisma.sql`bought.payment_status = ${payment_status.toUpperCase()}::order_payment_status`]
      : []),
    ...(fulfillment_status
      ? [Prisma.sql`bought.fulfillment_status = ${fulfillment_status.toUpperCase()}::fulfillment_status`]
      : []),
    ...(email ? [Prisma.sql`bought.buyer_user_id = (SELECT id FROM users WHERE email = ${email})`] : []),
    ...(cursor ? [Prisma.sql`bought.id < ${cursor.id}`] : []),
  ];
}
