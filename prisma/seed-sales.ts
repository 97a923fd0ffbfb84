import type { Tx } from '../lib/context';
import { businessDayOf } from '../lib/distributors/count-events';
import { Prisma } from '../lib/db';
import { setting } from '../lib/settings';
import { REMOVAL_ERROR, SENDING_ERROR, tellSales } from './seed-sales-audit';

/** One use of a code, from its redemption to whatever has become of it. Times in milliseconds since 1970. */
export type Sale = {
  order_id: number;
  /** Which code of the order. */
  seq: number;
  email: string;
  team_id: number;
  created_at: number;
  /** Left out: it waits to be sent, by a job. */
  sent_at?: number;
  resent_at?: number;
  accepted_at?: number;
  ended_at?: number;
  end_reason?: 'FAILED' | 'EXPIRED' | 'WITHDRAWN' | 'REMOVED';
  /** Of a withdrawal or removal: what the distributor wrote. */
  why?: string;
  /** What the mail server said of an invitation that has failed. */
  answer?: string;
  /** When removing the member has failed, because the workspace did not answer. */
  removal_failed_at?: number;
};

/**
 * Writes sales in bulk, each with everything that the verbs would have left behind: invitations, members, uses, seats, counters,
 * days, audit rows, and the job of those that wait to be sent. Give them in the order in which they happened.
 * They stay readable as the table `sale` until the transaction ends.
 */
export async function writeSales(tx: Tx, sales: Sale[]) {
  if (sales.length === 0) return;
  await listSales(tx, sales);
  await writeInvitations(tx);
  await writeMembers(tx);
  await countUses(tx);
  await takeSeats(tx);
  await countDays(tx);
  await tellSales(tx);
}

const at = (name: string) => Prisma.sql`to_timestamp(${Prisma.raw(`told.${name}`)} / 1000.0)::timestamptz(3)`;

async function listSales(tx: Tx, sales: Sale[]) {
  const days = await setting(tx, 'members.invitation_days');
  const listed = sales.map((sale, place) => ({ ...sale, place }));
  await tx.db.$executeRaw`DROP TABLE IF EXISTS pg_temp.sale`;
  await tx.db.$executeRaw`
    CREATE TEMP TABLE sale ON COMMIT DROP AS
    SELECT nextval('invite_records_id_seq')::int AS id,
      CASE WHEN accepted_at IS NOT NULL THEN nextval('team_members_id_seq')::int END AS member_id, told.*,
      coalesce(resent_at, created_at) + ${days} * interval '24 hours' AS expires_at,
      accepted_at + validity_days * interval '24 hours' AS valid_until,
      'local-' || left(encode(sha256(convert_to(format('["%s","%s"]', account_id, email), 'UTF8')), 'hex'), 24) AS external_user_id
    FROM (
      SELECT code.id AS redeem_code_id, code.order_id, bought.plan_id, code.created_by AS distributor_id, shop.unit_price,
        code.validity_days, told.email, told.team_id, team.account_id, ${at('created_at')} AS created_at, ${at('sent_at')} AS sent_at,
        ${at('resent_at')} AS resent_at, ${at('accepted_at')} AS accepted_at, ${at('ended_at')} AS ended_at, told.end_reason,
        told.why, told.answer, ${at('removal_failed_at')} AS removal_failed_at
      FROM json_to_recordset(${JSON.stringify(listed)}::json) AS told (order_id int, seq int, email text,
        team_id int, created_at float8, sent_at float8, resent_at float8, accepted_at float8, ended_at float8,
        end_reason invite_end_reason, why text, answer text, removal_failed_at float8, place int)
      JOIN redeem_codes AS code ON code.order_id = told.order_id AND code.seq = told.seq
      JOIN orders AS bought ON bought.id = code.order_id
      JOIN distributors AS shop ON shop.user_id = code.created_by
      JOIN teams AS team ON team.id = told.team_id
      ORDER BY told.place) AS told`;
  await tx.db.$executeRaw`ANALYZE pg_temp.sale`;
}

async function writeInvitations({ db }: Tx) {
  await db.$executeRaw`
    INSERT INTO invite_records (id, redeem_code_id, distributor_id, email, team_id, status, expires_at, sent_at, accepted_at,
      ended_at, end_reason, use_returned_at, unit_price_snapshot, send_attempts, error, resent_count, resent_at, created_at)
    SELECT id, redeem_code_id, distributor_id, email, team_id,
      CASE WHEN end_reason = 'FAILED' THEN 'FAILED' WHEN sent_at IS NULL THEN 'PENDING' ELSE 'SUCCESS' END::invite_status,
      expires_at, sent_at, accepted_at, ended_at, end_reason,
      CASE WHEN NOT (end_reason = 'EXPIRED' AND accepted_at IS NOT NULL) THEN ended_at END,
      CASE WHEN accepted_at IS NOT NULL THEN unit_price END,
      (end_reason IS NOT DISTINCT FROM 'FAILED')::int, CASE WHEN end_reason = 'FAILED' THEN ${SENDING_ERROR} END,
      (resent_at IS NOT NULL)::int, resent_at, created_at
    FROM sale`;
}

async function writeMembers({ db }: Tx) {
  await db.$executeRaw`
    INSERT INTO team_members (id, team_id, email, external_user_id, invite_record_id, status, valid_until, join_started_at,
      left_at, removal_attempts, removal_error, removed_at, removed_by, removed_reason, created_at)
    SELECT member_id, team_id, email, external_user_id, id,
      CASE end_reason WHEN 'REMOVED' THEN 'REMOVED' WHEN 'EXPIRED' THEN 'EXPIRED' ELSE 'ACTIVE' END::member_status,
      valid_until, accepted_at + interval '1 second', ended_at,
      (end_reason IS NOT DISTINCT FROM 'REMOVED')::int + (removal_failed_at IS NOT NULL)::int,
      CASE WHEN removal_failed_at IS NOT NULL AND end_reason IS NULL THEN ${REMOVAL_ERROR} END,
      CASE WHEN end_reason = 'REMOVED' THEN ended_at END, CASE WHEN end_reason = 'REMOVED' THEN distributor_id END,
      CASE WHEN end_reason = 'REMOVED' THEN why END, accepted_at
    FROM sale WHERE accepted_at IS NOT NULL`;
}

/** SQL: whether the use that the row of `sale` has cost was given back. */
const RETURNED = Prisma.sql`(ended_at IS NOT NULL AND NOT (end_reason = 'EXPIRED' AND accepted_at IS NOT NULL))`;

async function countUses({ db }: Tx) {
  await db.$executeRaw`
    UPDATE redeem_codes AS code SET used_count = code.used_count + spent.uses
    FROM (SELECT redeem_code_id, count(*)::int AS uses FROM sale WHERE NOT ${RETURNED} GROUP BY 1) AS spent
    WHERE code.id = spent.redeem_code_id`;
  await db.$executeRaw`
    UPDATE code_counters AS counter SET used_sum = counted.used_sum, depleted = counted.depleted
    FROM (
      SELECT order_id, sum(used_count) AS used_sum, count(*) FILTER (WHERE is_active AND used_count >= max_uses) AS depleted
      FROM redeem_codes WHERE order_id IN (SELECT order_id FROM sale) GROUP BY order_id) AS counted
    WHERE counter.order_id = counted.order_id`;
}

async function takeSeats({ db }: Tx) {
  await db.$executeRaw`
    UPDATE teams AS team SET seats_taken = team.seats_taken + held.seats, updated_at = held.last
    FROM (SELECT team_id, count(*) FILTER (WHERE ended_at IS NULL)::int AS seats, max(created_at) AS last FROM sale GROUP BY 1)
      AS held
    WHERE team.id = held.team_id`;
}

async function countDays({ db }: Tx) {
  const day = businessDayOf(Prisma.sql`event.moment`);
  await db.$executeRaw`
    INSERT INTO distributor_days AS counted (distributor_id, day, plan_id, attempts, sent, accepted)
    SELECT distributor_id, ${day}, plan_id, sum(event.attempts), sum(event.sent), sum(event.accepted)
    FROM sale, LATERAL (VALUES (created_at, 1, 0, 0), (sent_at, 0, 1, 0), (accepted_at, 0, 0, 1))
      AS event (moment, attempts, sent, accepted)
    WHERE event.moment IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    ON CONFLICT (distributor_id, day, plan_id) DO UPDATE SET attempts = counted.attempts + EXCLUDED.attempts,
      sent = counted.sent + EXCLUDED.sent, accepted = counted.accepted + EXCLUDED.accepted`;
}
