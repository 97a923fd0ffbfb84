import type { Prisma } from '../db';
import { amountFrom } from '../money';
import type { AnyCodeOrder, CodeOrder } from './schema';

export const CODE_ORDER_COLUMNS = {
  id: true,
  orderNo: true,
  status: true,
  paymentStatus: true,
  fulfillmentStatus: true,
  deliveredCount: true,
  expectedCount: true,
  fulfillmentError: true,
  plan: { select: { name: true } },
  quantity: true,
  totalAmount: true,
  currency: true,
  createdAt: true,
  expiresAt: true,
  paidAt: true,
  completedAt: true,
  cancelledAt: true,
  cancelReason: true,
} satisfies Prisma.OrderSelect;

export const ANY_CODE_ORDER_COLUMNS = {
  ...CODE_ORDER_COLUMNS,
  buyer: { select: { id: true, name: true, email: true } },
} satisfies Prisma.OrderSelect;

type CodeOrderRow = Prisma.OrderGetPayload<{ select: typeof CODE_ORDER_COLUMNS }>;

export function codeOrderOf(row: CodeOrderRow): CodeOrder {
  if (!row.plan || row.quantity === null) throw new Error(`order ${row.orderNo} is no order of codes`);
  return {
    order_no: row.orderNo,
    status: row.status.toLowerCase(),
    payment_status: row.paymentStatus.toLowerCase(),
    fulfillment_status: row.fulfillmentStatus.toLowerCase(),
    delivered_count: row.deliveredCount,
    expected_count: row.expectedCount,
    fulfillment_error: row.fulfillmentError,
    plan_name: row.plan.name,
    quantity: row.quantity,
    total_amount: amountFrom(row.totalAmount),
    currency: row.currency,
    created_at: row.createdAt.toISOString(),
    expires_at: row.paymentStatus === 'UNPAID' ? timeOf(row.expiresAt) : null,
    paid_at: timeOf(row.paidAt),
    completed_at: timeOf(row.completedAt),
    cancelled_at: timeOf(row.cancelledAt),
    cancel_reason: row.cancelReason,
  };
}

export function anyCodeOrderOf(
  row: Prisma.OrderGetPayload<{ select: typeof ANY_CODE_ORDER_COLUMNS }>,
): AnyCodeOrder {
  if (!row.buyer) throw new Error(`order ${row.orderNo} has no buyer`);
  return { ...codeOrderOf(row), buyer: row.buyer };
}

function timeOf(moment: Date | null) {
  return moment?.toISOString() ?? null;
}
