import { Prisma } from '../db';
import { jobUnderKey } from '../queue';
import type { Invariant } from './data-invariant';

/** What is true of work over several systems, however often it was interrupted. */
export const sagaInvariants: Invariant[] = [
  {
    name: 'sagas_carried_on',
    says: 'a process is at work and nobody carries it on',
    offenders: Prisma.sql`
      SELECT saga.id::text, format('%s of %s, last step at %s', saga.kind, saga.subject, saga.updated_at) AS found
      FROM sagas AS saga
      WHERE saga.status IN ('RUNNING', 'COMPENSATING') AND saga.created_at < now() - interval '1 minute'
        AND NOT EXISTS (${jobUnderKey(Prisma.sql`'saga:' || saga.id`)})`,
  },
  {
    name: 'sagas_as_their_steps',
    says: 'a process has ended otherwise than its steps',
    offenders: Prisma.sql`
      SELECT saga.id::text, format('%s, steps %s', saga.status, string_agg(step.status::text, ', ' ORDER BY step.seq)) AS found
      FROM sagas AS saga JOIN saga_steps AS step ON step.saga_id = saga.id
      WHERE saga.status IN ('DONE', 'COMPENSATED') GROUP BY saga.id
      HAVING bool_or(step.status IN ('RUNNING', 'COMPENSATING', 'PENDING'))
        OR (saga.status = 'DONE') <> bool_and(step.status = 'DONE')`,
  },
  {
    name: 'undone_charges_given_back',
    says: 'a process was undone and its charge kept',
    offenders: Prisma.sql`
      SELECT saga.id::text, format('payment %s is %s', payment.id, payment.status) AS found
      FROM sagas AS saga JOIN saga_steps AS step ON step.saga_id = saga.id AND step.name = 'charge' AND step.status = 'COMPENSATED'
      JOIN payments AS payment ON payment.id = (saga.input ->> 'payment_id')::int
      WHERE saga.status = 'COMPENSATED' AND payment.status NOT IN ('REFUNDED', 'FAILED')
        -- Somebody has said that it is kept.
        AND NOT EXISTS (SELECT FROM refunds AS refund WHERE refund.payment_id = payment.id AND refund.status = 'REJECTED')`,
  },
];
