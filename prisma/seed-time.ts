import { businessTimeZone } from '../lib/clock';
import type { Ctx, Tx } from '../lib/context';
import { Prisma } from '../lib/db';
import { inTransaction } from '../lib/transaction';

/** Something, and how many hours ago it is to have happened. */
export type Moved = { id: number; hours: number };

const ago = (hours: number) => Prisma.sql`make_interval(secs => ${hours * 3600}::float8)`;
const rowsOf = (moved: Moved[]) => Prisma.sql`
  unnest(${moved.map(({ id }) => id)}::int[], ${moved.map(({ hours }) => hours * 3600)}::float8[]) AS moved (id, seconds)`;

/** People, plans and teams are older than what was done with them. */
export async function moveSetupBack(ctx: Ctx, hours: number) {
  await inTransaction(ctx, async ({ db }) => {
    for (const table of ['users', 'distributors', 'plans', 'teams'].map(Prisma.raw))
      await db.$executeRaw`
        UPDATE ${table} SET created_at = created_at - ${ago(hours)}, updated_at = updated_at - ${ago(hours)}`;
    await db.$executeRaw`UPDATE audit_log SET created_at = created_at - ${ago(hours)}`;
  });
}

/** An order and everything that belongs to it or tells of it. Its number begins with the day, so it gets that of its new day. */
export async function moveOrderBack(ctx: Ctx, { id, hours }: Moved) {
  await inTransaction(ctx, async (tx) => {
    const { db } = tx;
    await db.$executeRaw`
      UPDATE orders SET created_at = created_at - ${ago(hours)}, updated_at = updated_at - ${ago(hours)},
        expires_at = expires_at - ${ago(hours)}, paid_at = paid_at - ${ago(hours)},
        confirmed_at = confirmed_at - ${ago(hours)}, completed_at = completed_at - ${ago(hours)},
        codes_expire_at = codes_expire_at - ${ago(hours)}
      WHERE id = ${id}`;
    await db.$executeRaw`
      UPDATE redeem_codes SET created_at = created_at - ${ago(hours)}, expires_at = expires_at - ${ago(hours)}
      WHERE order_id = ${id}`;
    await db.$executeRaw`UPDATE order_tracking SET created_at = created_at - ${ago(hours)} WHERE order_id = ${id}`;
    await db.$executeRaw`
      UPDATE payments SET created_at = created_at - ${ago(hours)}, updated_at = updated_at - ${ago(hours)},
        completed_at = completed_at - ${ago(hours)}
      WHERE order_id = ${id}`;
    await db.$executeRaw`
      UPDATE payment_events SET received_at = received_at - ${ago(hours)}, processed_at = processed_at - ${ago(hours)}
      WHERE order_id = ${id}`;
    await renumber(tx, id, hours);
  });
}

async function renumber({ db }: Tx, id: number, hours: number) {
  const [order] = await db.$queryRaw<{ old_no: string; new_no: string }[]>`
    SELECT order_no AS old_no, 'ORD' || to_char(created_at AT TIME ZONE ${businessTimeZone()}, 'YYYYMMDD')
      || right(order_no, 8) AS new_no
    FROM orders WHERE id = ${id}`;
  if (!order) throw new Error(`there is no order ${id}`);
  const { old_no, new_no } = order;
  await db.$executeRaw`UPDATE orders SET order_no = ${new_no} WHERE id = ${id}`;
  await db.$executeRaw`UPDATE redeem_codes SET note = replace(note, ${old_no}, ${new_no}) WHERE order_id = ${id}`;
  await db.$executeRaw`
    UPDATE payments SET idempotency_key = replace(idempotency_key, ${old_no}, ${new_no}) WHERE order_id = ${id}`;
  await db.$executeRaw`
    UPDATE payment_events
    SET raw_body = convert_to(replace(convert_from(raw_body, 'UTF8'), ${old_no}, ${new_no}), 'UTF8')
    WHERE order_id = ${id}`;
  await db.$executeRaw`
    UPDATE audit_log SET entity_id = ${new_no}, created_at = created_at - ${ago(hours)},
      before = replace(before::text, ${old_no}, ${new_no})::jsonb, after = replace(after::text, ${old_no}, ${new_no})::jsonb
    WHERE entity = 'order' AND entity_id = ${old_no}`;
}

export async function moveInvitationsBack(ctx: Ctx, invitations: Moved[]) {
  await inTransaction(ctx, async ({ db }) => {
    const by = Prisma.sql`make_interval(secs => moved.seconds)`;
    await db.$executeRaw`
      UPDATE invite_records AS i SET created_at = created_at - ${by}, sent_at = sent_at - ${by}, expires_at = expires_at - ${by}
      FROM ${rowsOf(invitations)} WHERE i.id = moved.id`;
    await db.$executeRaw`
      UPDATE audit_log AS a SET created_at = created_at - ${by}
      FROM ${rowsOf(invitations)} WHERE a.entity = 'invitation' AND a.entity_id = moved.id::text`;
    // They left long ago: nobody is to get them now.
    await db.$executeRaw`
      UPDATE mails AS m SET created_at = m.created_at - ${by}, sent_at = m.created_at - ${by}
      FROM ${rowsOf(invitations)} WHERE m.key LIKE 'invitation:' || moved.id || ':%'`;
  });
}

/** Some hours after they were invited, these people accepted and became members. */
export async function acceptInvitations(ctx: Ctx, invitations: Moved[]) {
  await inTransaction(ctx, async ({ db, requestId }) => {
    await db.$executeRaw`
      WITH accepted AS (
        UPDATE invite_records AS i SET accepted_at = i.created_at + make_interval(hours => 2 + i.id % 18),
          unit_price_snapshot = d.unit_price
        FROM ${rowsOf(invitations)}, distributors AS d WHERE i.id = moved.id AND d.user_id = i.distributor_id
        RETURNING i.id, i.team_id, i.email, i.redeem_code_id, i.accepted_at),
      joined AS (
        INSERT INTO team_members (team_id, email, invite_record_id, created_at, valid_until)
        SELECT a.team_id, a.email, a.id, a.accepted_at, a.accepted_at + c.validity_days * interval '24 hours'
        FROM accepted AS a JOIN redeem_codes AS c ON c.id = a.redeem_code_id)
      INSERT INTO audit_log (actor, action, entity, entity_id, after, request_id, created_at)
      SELECT 'public', 'members.accept-invitation', 'invitation', id::text,
        jsonb_build_object('team_id', team_id, 'email', email), ${requestId}, accepted_at
      FROM accepted`;
  });
}
