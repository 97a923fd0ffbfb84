import { Prisma } from '../db';
import { IS_MISMATCHED } from '../payments/mismatched-payment';
import { REFUND_JOBS } from '../payments/jobs';
import { jobUnderKey } from '../queue';
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
        AND payment_status <> 'REFUNDED' AND updated_at < now() - interval '15 minutes'`,
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
    name: 'undecided_payment',
    says: 'how an attempt to pay ended has not been known for days',
    offenders: Prisma.sql`
      SELECT id::text AS id, format('%s of %s since %s', status, provider, created_at) AS found FROM payments
      WHERE status IN ('PENDING', 'TIMEOUT') AND created_at < now() - interval '3 days' AND NOT ${IS_MISMATCHED}`,
  },
  {
    name: 'unfinished_refund',
    says: 'money is to be given back, and nobody is going to do it',
    offenders: Prisma.sql`
      SELECT refund.id::text AS id, format('%s since %s', refund.status, refund.updated_at) AS found
      FROM refunds AS refund LEFT JOIN LATERAL (${jobUnderKey(Prisma.sql`${REFUND_JOBS} || refund.id`)}) AS job ON true
      WHERE refund.status IN ('REQUESTED', 'PROCESSING') AND refund.updated_at < now() - interval '15 minutes'
        AND job.given_up IS NOT FALSE`,
  },
  {
    name: 'unsent_invitation',
    says: 'an invitation waits to be sent and nobody sends it',
    offenders: Prisma.sql`
      SELECT id::text AS id, format('written %s', created_at) AS found FROM invite_records
      -- A mail server that is away is asked again for an hour and a half.
      WHERE status = 'PENDING' AND ended_at IS NULL AND greatest(created_at, resent_at) < now() - interval '3 hours'`,
  },
  {
    name: 'unexpired_invitation',
    says: 'an invitation is still open long after its time',
    offenders: Prisma.sql`
      SELECT id::text AS id, format('expired %s', expires_at) AS found FROM invite_records
      WHERE ended_at IS NULL AND accepted_at IS NULL AND expires_at < now() - interval '15 minutes'`,
  },
  {
    name: 'unfinished_removal',
    says: 'a member has been about to be removed for long, and nobody works on it',
    offenders: Prisma.sql`
      SELECT id::text AS id, format('since %s', removing_since) AS found FROM team_members
      WHERE status = 'REMOVING' AND removing_since < now() - interval '15 minutes'`,
  },
  {
    name: 'unexpired_membership',
    says: 'a membership goes on long after its last day',
    offenders: Prisma.sql`
      SELECT id::text AS id, format('valid until %s', valid_until) AS found FROM team_members
      WHERE status = 'ACTIVE' AND valid_until < now() - interval '15 minutes'`,
  },
  {
    name: 'unfinished_leave',
    says: 'somebody who is no member any more may still be in the workspace',
    offenders: Prisma.sql`
      SELECT m.id::text AS id, format('%s, ended %s', m.status, i.ended_at) AS found
      FROM team_members m JOIN invite_records i ON i.id = m.invite_record_id
      WHERE m.join_started_at IS NOT NULL AND m.left_at IS NULL AND i.ended_at < now() - interval '2 days'`,
  },
];
