import { businessTimeZone } from '../lib/clock';
import type { Ctx, Tx } from '../lib/context';
import { Prisma } from '../lib/db';
import { inTransaction } from '../lib/transaction';

/** Something, and how many hours ago it is to have happened. */
export type Moved = { id: number; hours: number };

/** An invitation, and how many hours later it was accepted. */
export type Sale = Moved & { answeredAfter?: number };

const ago = (hours: number) => Prisma.sql`make_interval(secs => ${hours * 3600}::float8)`;
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

/** Invitations with their mails and members, and what the log says of each step. */
export async function moveSalesBack(ctx: Ctx, sales: Sale[]) {
  const moved = Prisma.sql`(
    SELECT id, make_interval(secs => hours * 3600) AS ago, make_interval(secs => (hours - answered_after) * 3600) AS answered_ago
    FROM unnest(${sales.map(({ id }) => id)}::int[], ${sales.map(({ hours }) => hours)}::float8[],
      ${sales.map(({ answeredAfter }) => answeredAfter ?? null)}::float8[]) AS sale (id, hours, answered_after)) AS moved`;
  await inTransaction(ctx, async ({ db }) => {
    await db.$executeRaw`
      UPDATE invite_records AS i SET created_at = created_at - ago, sent_at = sent_at - ago, expires_at = expires_at - ago,
        accepted_at = accepted_at - answered_ago
      FROM ${moved} WHERE i.id = moved.id`;
    await db.$executeRaw`
      UPDATE team_members AS m SET created_at = created_at - answered_ago, valid_until = valid_until - answered_ago
      FROM ${moved} WHERE m.invite_record_id = moved.id`;
    await db.$executeRaw`
      UPDATE audit_log AS a
      SET created_at = created_at - CASE WHEN action = 'members.accept-invitation' THEN answered_ago ELSE ago END,
        after = CASE WHEN after ? 'valid_until' THEN jsonb_set(after, '{valid_until}',
          to_jsonb((after ->> 'valid_until')::timestamptz - answered_ago)) ELSE after END
      FROM ${moved} WHERE a.entity = 'invitation' AND a.entity_id = moved.id::text`;
    // They left long ago: nobody is to get them now.
    await db.$executeRaw`
      UPDATE mails AS m SET created_at = m.created_at - ago, sent_at = m.created_at - ago
      FROM ${moved} WHERE m.key LIKE 'invitation:' || moved.id || ':%'`;
  });
}
