import type { Ctx, Tx } from '../context';
import type { Prisma } from '../db';
import type { OrderStatus, OrderType, RefundKind, RefundStatus } from '../generated/prisma/enums';
import { amountFrom } from '../money';

/** A person, or null where nobody in particular did it. */
type Person = { id: number; name: string } | null;

/** A refund as staff see it. */
export type ShownRefund = {
  id: number;
  payment_id: number;
  order_no: string;
  order_type: OrderType;
  order_status: OrderStatus;
  provider: string;
  kind: RefundKind;
  status: RefundStatus;
  amount: string;
  currency: string;
  reason: string;
  requested_by: Person;
  approved_by: Person;
  rejected_by: Person;
  reject_reason: string | null;
  attempts: number;
  /** Of the last attempt that failed. */
  error_code: string | null;
  /** Failed without the provider's word: it may have been carried out after all, and is asked for as the same again. */
  unknown: boolean;
  provider_refund_id: string | null;
  created_at: string;
  updated_at: string;
  finished_at: string | null;
};

export const REFUND_ROW = {
  payment: {
    select: {
      provider: true,
      currency: true,
      order: { select: { orderNo: true, type: true, status: true } },
    },
  },
} satisfies Prisma.RefundInclude;

type RefundRow = Prisma.RefundGetPayload<{ include: typeof REFUND_ROW }>;

/** Rows as staff see them; the people are looked up in one question however many rows there are. */
export async function shownRefunds({ db }: Pick<Ctx | Tx, 'db'>, rows: RefundRow[]): Promise<ShownRefund[]> {
  const ids = rows.flatMap((row) => [row.requestedBy, row.approvedBy, row.rejectedBy]);
  const known = [...new Set(ids)].filter((one) => one !== null);
  const people = await db.user.findMany({ where: { id: { in: known } }, select: { id: true, name: true } });
  const byId = new Map(people.map((person) => [person.id, person]));
  const person = (id: number | null): Person => (id === null ? null : (byId.get(id) ?? null));
  return rows.map((row) => ({
    id: row.id,
    payment_id: row.paymentId,
    order_no: row.payment.order.orderNo,
    order_type: row.payment.order.type,
    order_status: row.payment.order.status,
    provider: row.payment.provider,
    kind: row.kind,
    status: row.status,
    amount: amountFrom(row.amount),
    currency: row.payment.currency,
    reason: row.reason,
    requested_by: person(row.requestedBy),
    approved_by: person(row.approvedBy),
    rejected_by: person(row.rejectedBy),
    reject_reason: row.rejectReason,
    attempts: row.attempts,
    error_code: row.errorCode,
    unknown: row.status === 'FAILED' && row.finishedAt === null,
    provider_refund_id: row.providerRefundId,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    finished_at: row.finishedAt?.toISOString() ?? null,
  }));
}
