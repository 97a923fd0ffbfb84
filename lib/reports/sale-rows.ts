import { Prisma } from '../db';
import type { Cursor } from '../paging';

/** SQL for `take` sales of a distributor from the cursor on, in the order of lists and files. */
export function saleRows(distributorId: number, cursor: Cursor | undefined, take: number) {
  const newer = cursor?.towards === 'newer';
  const direction = newer ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const behind = cursor
    ? Prisma.sql`AND invitation.id ${newer ? Prisma.sql`>` : Prisma.sql`<`} ${cursor.id}`
    : Prisma.empty;
  return Prisma.sql`
    SELECT invitation.id, invitation.email, code.code, bought.order_no, plan.name AS plan_name,
      lower(invitation.status::text) AS status, invitation.created_at, invitation.sent_at, invitation.accepted_at
    FROM (
      SELECT * FROM invite_records AS invitation WHERE invitation.distributor_id = ${distributorId} ${behind}
      ORDER BY invitation.id ${direction} LIMIT ${take}) AS invitation
    JOIN redeem_codes AS code ON code.id = invitation.redeem_code_id
    JOIN orders AS bought ON bought.id = code.order_id
    JOIN plans AS plan ON plan.id = bought.plan_id
    ORDER BY invitation.id ${direction}`;
}
