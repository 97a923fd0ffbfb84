import { randomBytes } from 'node:crypto';
import { Prisma } from '../db';

/** SQL: whether a row of payment_events still waits for its outcome, or matched nothing and is looked at again. */
export const isOpenEvent = Prisma.sql`
  verdict = 'VERIFIED' AND (outcome IS NULL OR (outcome = 'UNMATCHED' AND retry_at IS NOT NULL))`;

/** SQL: whether a row of payments was paid with another amount; people were called for it then, and nothing more is told of it. */
export const IS_MISMATCHED = Prisma.sql`
  EXISTS (SELECT FROM payment_events AS event WHERE event.payment_id = payments.id AND event.outcome = 'MISMATCH')`;

/** 192 bits: who knows it may see and play the attempt's pay page. */
export function newReference() {
  return randomBytes(24).toString('base64url');
}
