import { Prisma } from '../db';
import type { Invariant } from './data-invariant';

/** Nothing stays in a middle state for long after the moment at which something should have moved it on. */
export const timeoutInvariants: Invariant[] = [
  {
    name: 'unpaid_order',
    says: 'an order is still unpaid and open long after its time to pay',
    offenders: Prisma.sql`
      SELECT order_no AS id, format('expired %s', expires_at) AS found FROM orders
      WHERE status = 'PENDING' AND payment_status = 'UNPAID' AND expires_at < now() - interval '15 minutes'`,
  },
  {
    name: 'unissued_order',
    says: 'a paid order of codes is neither issued nor failed, and nobody works on it',
    offenders: Prisma.sql`
      SELECT order_no AS id, format('%s since %s', fulfillment_status, updated_at) AS found FROM orders
      WHERE type = 'CODES' AND status = 'CONFIRMED' AND fulfillment_status IN ('PENDING', 'PROCESSING')
        AND updated_at < now() - interval '15 minutes'`,
  },
  {
    name: 'unprocessed_event',
    says: 'a verified callback was stored and never acted upon',
    offenders: Prisma.sql`
      SELECT id::text AS id, format('received %s', received_at) AS found FROM payment_events
      WHERE verdict = 'VERIFIED' AND outcome IS NULL AND received_at < now() - interval '5 minutes'`,
  },
  {
    name: 'unretried_event',
    says: 'a callback that matched no order was not looked at again when it was due',
    offenders: Prisma.sql`
      SELECT id::text AS id, format('due %s', retry_at) AS found FROM payment_events
      WHERE outcome = 'UNMATCHED' AND retry_at < now() - interval '15 minutes'`,
  },
  {
    name: 'unsent_invitation',
    says: 'an invitation waits to be sent and nobody sends it',
    offenders: Prisma.sql`
      SELECT id::text AS id, format('written %s', created_at) AS found FROM invite_records
      WHERE status = 'PENDING' AND ended_at IS NULL AND created_at < now() - interval '1 hour'`,
  },
];
