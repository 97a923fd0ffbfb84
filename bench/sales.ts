import type { Seller } from './fill';
import type { Sql } from './sql';

export type Sales = Seller & {
  plan_id: number;
  teams: number[];
  /** Of so many codes, twelve are redeemed. */
  group: number;
};

const ORDERS = 100;
const DAYS = 90;

/** What a distributor bought and sold, table by table. Every tenth order has expired. */
export async function writeSales(sql: Sql, sales: Sales) {
  await writeOrders(sql, sales);
  await writeCodes(sql, sales);
  await writeInvitations(sql, sales);
}

/** Eight have a member, two had one who was removed, one has an invitation that waits, one had one that expired. */
function fateOf(group: number) {
  const of = (places: string) => `seq % ${group} ${places}`;
  return {
    invited: of('< 12'),
    accepted: of('< 10'),
    removed: of('IN (8, 9)'),
    expired: of('= 11'),
    returned: of('IN (8, 9, 11)'),
    switchedOff: of('= 12'),
  };
}

async function writeOrders(sql: Sql, { id, codes, plan_id }: Sales) {
  await sql.query(
    `WITH bought AS (
      INSERT INTO orders (order_no, type, status, payment_status, fulfillment_status, buyer_user_id, created_by, plan_id, quantity,
        total_amount, currency, expected_count, delivered_count, code_max_uses, codes_expire_at, created_at, paid_at,
        confirmed_at, completed_at)
      SELECT 'ORD' || to_char(moment, 'YYYYMMDD') || lpad(nextval('order_no_seq')::text, 8, '0'), 'CODES', 'COMPLETED', 'PAID',
        'COMPLETED', $1, $1, $2, $3 / 10, 99, 'CNY', $3, $3, 1, CASE WHEN n % 10 = 0 THEN now() - interval '1 day' END, moment,
        moment, moment, moment
      FROM (SELECT n, now() - interval '${DAYS + 1} days' + n * interval '${DAYS / ORDERS} days' AS moment
        FROM generate_series(1, ${ORDERS}) AS n) AS day ORDER BY n
      RETURNING id, order_no, total_amount, currency, created_at),
    paid AS (
      INSERT INTO payments (order_id, provider, method, amount, currency, status, idempotency_key, reference, transaction_id,
        created_at, completed_at)
      SELECT id, 'sandbox', 'sandbox', total_amount, currency, 'COMPLETED', order_no, order_no, order_no, created_at, created_at
      FROM bought)
    INSERT INTO order_tracking (order_id, status, actor, created_at)
    SELECT id, 'COMPLETED', 'system:codes.issue-codes', created_at FROM bought`,
    [id, plan_id, Math.round(codes / ORDERS)],
  );
}

/** SQL for eight letters: every number below 2^32 once, and near ones far apart, as if drawn, but unique without being compared. */
export const LETTERS = `upper(lpad(to_hex((seq::bigint * 2654435761) % 4294967296), 8, '0'))`;

async function writeCodes(sql: Sql, { id, group }: Sales) {
  const { invited, returned, switchedOff } = fateOf(group);
  await sql.query(
    `INSERT INTO redeem_codes (code, order_id, seq, created_by, max_uses, used_count, is_active, expires_at, note, created_at)
    SELECT 'ORD' || bought.id || '_' || ${LETTERS}, bought.id, seq, bought.buyer_user_id, bought.code_max_uses,
      (${invited} AND NOT ${returned})::int, NOT ${switchedOff}, bought.codes_expire_at, bought.order_no, bought.created_at
    FROM orders AS bought CROSS JOIN generate_series(1, bought.expected_count) AS seq
    WHERE bought.buyer_user_id = $1 ORDER BY bought.id, seq`,
    [id],
  );
}

async function writeInvitations(sql: Sql, { id, group, teams }: Sales) {
  const { invited, accepted, removed, expired, returned } = fateOf(group);
  await sql.query(
    `INSERT INTO invite_records (redeem_code_id, distributor_id, email, team_id, status, expires_at, sent_at, accepted_at, ended_at,
      end_reason, use_returned_at, created_at)
    SELECT code.id, code.created_by, 'customer-' || code.id || '@example.com', ($2::int[])[1 + code.id % ${teams.length}], 'SUCCESS',
      now() + interval '6 days', moment, CASE WHEN ${accepted} THEN moment END, CASE WHEN ${returned} THEN moment END,
      (CASE WHEN ${removed} THEN 'REMOVED' WHEN ${expired} THEN 'EXPIRED' END)::invite_end_reason,
      CASE WHEN ${returned} THEN moment END, moment
    FROM redeem_codes AS code, LATERAL (SELECT code.created_at + (seq % 20) * interval '1 hour' AS moment) AS day
    WHERE code.created_by = $1 AND ${invited} ORDER BY code.id`,
    [id, teams],
  );
  await sql.query(
    `INSERT INTO team_members (team_id, email, invite_record_id, status, join_started_at, left_at, removed_at, created_at)
    SELECT team_id, email, id, (CASE WHEN ended_at IS NULL THEN 'ACTIVE' ELSE 'REMOVED' END)::member_status, accepted_at, ended_at,
      ended_at, accepted_at
    FROM invite_records WHERE distributor_id = $1 AND accepted_at IS NOT NULL ORDER BY id`,
    [id],
  );
  await sql.query(
    `UPDATE teams SET seats_taken = taken.seats
    FROM (SELECT team_id, count(*) AS seats FROM invite_records WHERE ended_at IS NULL GROUP BY team_id) AS taken
    WHERE taken.team_id = teams.id`,
  );
}
