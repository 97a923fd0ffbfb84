import { businessDayOf } from '../distributors/count-events';
import { Prisma } from '../db';
import type { Invariant } from './data-invariant';

/** What the counters of each order must say, from the codes themselves. */
export const RECOUNTED_CODES = Prisma.sql`
  SELECT o.id AS order_id, o.buyer_user_id AS distributor_id, o.plan_id, o.codes_expire_at AS expires_at,
    count(*)::int AS total, (count(*) FILTER (WHERE NOT c.is_active))::int AS inactive,
    (count(*) FILTER (WHERE c.is_active AND c.used_count >= c.max_uses))::int AS depleted,
    sum(c.used_count)::bigint AS used_sum
  FROM redeem_codes c JOIN orders o ON o.id = c.order_id GROUP BY o.id`;

/** What the days of each distributor must say, from the invitations themselves. */
export function recountedDays() {
  const day = (moment: string) => businessDayOf(Prisma.raw(`i.${moment}`));
  return Prisma.sql`
    SELECT i.distributor_id, event.day, bought.plan_id, sum(event.attempts)::int AS attempts, sum(event.sent)::int AS sent,
      sum(event.accepted)::int AS accepted
    FROM invite_records i JOIN redeem_codes c ON c.id = i.redeem_code_id JOIN orders bought ON bought.id = c.order_id,
      LATERAL (VALUES
      (${day('created_at')}, 1, 0, 0), (${day('sent_at')}, 0, 1, 0), (${day('accepted_at')}, 0, 0, 1)
    ) AS event (day, attempts, sent, accepted)
    WHERE event.day IS NOT NULL GROUP BY i.distributor_id, event.day, bought.plan_id`;
}

/** The business's time zone is a setting, so these are made when they are asked for. */
export function counterInvariants(): Invariant[] {
  return [
    {
      name: 'counters_of_order',
      says: 'the counters of an order are not those of its codes',
      offenders: Prisma.sql`
        SELECT coalesce(k.order_id, r.order_id)::text AS id,
          format('counted %s, really %s', (k.total, k.inactive, k.depleted, k.used_sum)::text,
            (r.total, r.inactive, r.depleted, r.used_sum)::text) AS found
        FROM code_counters k FULL JOIN (${RECOUNTED_CODES}) r ON r.order_id = k.order_id
        WHERE k.order_id IS NULL
          OR (k.total, k.inactive, k.depleted, k.used_sum)
            <> (coalesce(r.total, 0), coalesce(r.inactive, 0), coalesce(r.depleted, 0), coalesce(r.used_sum, 0))
          OR (r.order_id IS NOT NULL
            AND (k.distributor_id, k.plan_id, k.expires_at) IS DISTINCT FROM (r.distributor_id, r.plan_id, r.expires_at))`,
    },
    {
      name: 'days_of_distributor',
      says: 'the days of a distributor are not those of its invitations',
      offenders: Prisma.sql`
        SELECT format('%s on %s, plan %s', coalesce(k.distributor_id, r.distributor_id), coalesce(k.day, r.day),
            coalesce(k.plan_id, r.plan_id)) AS id,
          format('counted %s, really %s', (k.attempts, k.sent, k.accepted)::text, (r.attempts, r.sent, r.accepted)::text) AS found
        FROM distributor_days k
          FULL JOIN (${recountedDays()}) r ON r.distributor_id = k.distributor_id AND r.day = k.day AND r.plan_id = k.plan_id
        WHERE (coalesce(k.attempts, 0), coalesce(k.sent, 0), coalesce(k.accepted, 0))
          <> (coalesce(r.attempts, 0), coalesce(r.sent, 0), coalesce(r.accepted, 0))`,
    },
  ];
}
