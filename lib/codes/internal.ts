import type { z } from 'zod';
import type { Ctx } from '../context';
import type { CsvColumns } from '../csv';
import type { Prisma } from '../db';
import { requireDistributor } from '../distributors/require-distributor';
import type { FulfillmentStatus, OrderPaymentStatus, OrderStatus } from '../generated/prisma/enums';
import { amountFrom } from '../money';
import { authorize, userIdOf } from '../permissions';
import { lower } from '../text';
import type { AnyCodeOrder, CodeOrder, CodeOrdersQuery, WhoseCodes } from './schema';

/**
 * The distributor whose codes may be read.
 * @throws PermissionDeniedError
 * @throws ResourceNotFoundError when there is no such distributor
 */
export async function ownerOf(ctx: Ctx, whose: WhoseCodes) {
  authorize(ctx, whose === 'me' ? 'codes.view-own' : 'codes.view-any');
  return whose === 'me' ? userIdOf(ctx) : requireDistributor(ctx, whose);
}

export const CODE_ORDER_COLUMNS = {
  id: true,
  orderNo: true,
  status: true,
  paymentStatus: true,
  fulfillmentStatus: true,
  deliveredCount: true,
  expectedCount: true,
  fulfillmentError: true,
  fulfillmentAttempts: true,
  plan: { select: { name: true } },
  quantity: true,
  totalAmount: true,
  currency: true,
  codeMaxUses: true,
  codeExpiresDays: true,
  codesExpireAt: true,
  codeValidityDays: true,
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

/** The columns of files of orders. */
export const CODE_ORDER_CELLS = {
  order_no: 'plain',
  status: 'plain',
  payment_status: 'plain',
  fulfillment_status: 'plain',
  delivered_count: 'plain',
  expected_count: 'plain',
  fulfillment_error: 'text',
  fulfillment_attempts: 'plain',
  plan_name: 'text',
  quantity: 'plain',
  total_amount: 'plain',
  currency: 'plain',
  code_max_uses: 'plain',
  code_expires_days: 'plain',
  codes_expire_at: 'time',
  code_validity_days: 'plain',
  created_at: 'time',
  expires_at: 'time',
  paid_at: 'time',
  completed_at: 'time',
  cancelled_at: 'time',
  cancel_reason: 'text',
} satisfies Required<CsvColumns<CodeOrder>>;

/** The rows of orders that a list's filters ask for. */
export function askedOrders(query: z.output<typeof CodeOrdersQuery>) {
  return {
    type: 'CODES',
    orderNo: query.order_no,
    status: query.status?.toUpperCase() as OrderStatus | undefined,
    paymentStatus: query.payment_status?.toUpperCase() as OrderPaymentStatus | undefined,
    fulfillmentStatus: query.fulfillment_status?.toUpperCase() as FulfillmentStatus | undefined,
  } satisfies Prisma.OrderWhereInput;
}

type CodeOrderRow = Prisma.OrderGetPayload<{ select: typeof CODE_ORDER_COLUMNS }>;

export function codeOrderOf(row: CodeOrderRow): CodeOrder {
  if (!row.plan || row.quantity === null || row.codeMaxUses === null)
    throw new Error(`order ${row.orderNo} is no order of codes`);
  return {
    order_no: row.orderNo,
    status: lower(row.status),
    payment_status: lower(row.paymentStatus),
    fulfillment_status: lower(row.fulfillmentStatus),
    delivered_count: row.deliveredCount,
    expected_count: row.expectedCount,
    fulfillment_error: row.fulfillmentError,
    fulfillment_attempts: row.fulfillmentAttempts,
    plan_name: row.plan.name,
    quantity: row.quantity,
    total_amount: amountFrom(row.totalAmount),
    currency: row.currency,
    code_max_uses: row.codeMaxUses,
    code_expires_days: row.codeExpiresDays,
    codes_expire_at: timeOf(row.codesExpireAt),
    code_validity_days: row.codeValidityDays,
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
