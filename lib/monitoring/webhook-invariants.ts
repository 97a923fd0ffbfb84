import { Prisma } from '../db';
import { DELIVERY_JOBS } from '../webhooks/jobs';
import type { Invariant } from './data-invariant';

export const webhookInvariants: Invariant[] = [
  {
    name: 'delivery_without_job',
    says: 'an event is on its way to an endpoint, and nobody is going to deliver it',
    offenders: Prisma.sql`
      SELECT d.id::text AS id, format('%s tries, next %s', d.attempts, d.next_try_at) AS found
      FROM webhook_deliveries d WHERE d.status = 'PENDING' AND NOT EXISTS (
        SELECT FROM graphile_worker.jobs job WHERE job.key = ${DELIVERY_JOBS} || d.id
          AND (job.locked_at IS NOT NULL OR job.attempts < job.max_attempts))`,
  },
  {
    name: 'delivery_of_another',
    says: 'an endpoint was sent what has happened to another distributor',
    offenders: Prisma.sql`
      SELECT d.id::text AS id, format('event %s, endpoint %s', v.distributor_id, e.distributor_id) AS found
      FROM webhook_deliveries d JOIN webhook_events v ON v.id = d.event_id JOIN webhook_endpoints e ON e.id = d.endpoint_id
      WHERE v.distributor_id <> e.distributor_id OR d.distributor_id <> e.distributor_id`,
  },
  {
    name: 'delivery_to_nobody',
    says: 'an event has been on its way for long to an endpoint that is off',
    offenders: Prisma.sql`
      SELECT d.id::text AS id, format('off since %s', e.disabled_at) AS found
      FROM webhook_deliveries d JOIN webhook_endpoints e ON e.id = d.endpoint_id
      WHERE d.status = 'PENDING' AND NOT e.is_active AND d.next_try_at < now() - interval '15 minutes'`,
  },
];
