import { Prisma } from '../db';

/** SQL: whether a row of payments was paid with another amount; people were called for it then, and nothing more is told of it. */
export const IS_MISMATCHED = Prisma.sql`
  EXISTS (SELECT FROM payment_events AS event WHERE event.payment_id = payments.id AND event.outcome = 'MISMATCH')`;
