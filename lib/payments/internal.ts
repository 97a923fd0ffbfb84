import { randomBytes } from 'node:crypto';
import { Prisma } from '../db';
import type { PaymentReport } from './providers/provider';

/** SQL: whether a row of payment_events still waits for its outcome, or matched nothing and is looked at again. */
export const isOpenEvent = Prisma.sql`
  verdict = 'VERIFIED' AND (outcome IS NULL OR (outcome = 'UNMATCHED' AND retry_at IS NOT NULL))`;

/**
 * SQL: whether a row of payments, as `p`, is the attempt that a provider speaks of. Who tells its reference back has to tell the
 * right one: another house that shares the account numbers its payments as we do.
 */
export function isAttemptOf({ payment_id, reference }: PaymentReport, provider: string) {
  const named = reference === undefined ? Prisma.empty : Prisma.sql`AND p.reference = ${reference}`;
  return Prisma.sql`p.id = ${payment_id} AND p.provider = ${provider} ${named}`;
}

/** 192 bits: who knows it may see and play the attempt's pay page. */
export function newReference() {
  return randomBytes(24).toString('base64url');
}
