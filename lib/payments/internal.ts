import { randomBytes } from 'node:crypto';
import type { Tx } from '../context';
import { Prisma } from '../db';
import type { RefundKind } from '../generated/prisma/enums';

/** SQL: whether a row of payment_events still waits for its outcome, or matched nothing and is looked at again. */
export const isOpenEvent = Prisma.sql`
  verdict = 'VERIFIED' AND (outcome IS NULL OR (outcome = 'UNMATCHED' AND retry_at IS NOT NULL))`;

/** 192 bits: who knows it may see and play the attempt's pay page. */
export function newReference() {
  return randomBytes(24).toString('base64url');
}

/**
 * Asks for a payment to be given back in full, once whatever the reason.
 * @returns whether this call asked first
 */
export async function requestWholeRefund(tx: Tx, paymentId: number, kind: RefundKind, reason: string) {
  const asked = await tx.db.$executeRaw`
    INSERT INTO refunds (payment_id, amount, kind, reason, idempotency_key)
    SELECT id, amount, ${kind}::refund_kind, ${reason}, ${`whole-${paymentId}`}
    FROM payments WHERE id = ${paymentId}
    ON CONFLICT (idempotency_key) DO NOTHING`;
  return asked === 1;
}
