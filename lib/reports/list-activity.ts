import type { Ctx } from '../context';
import { Prisma } from '../db';
import type { InviteEndReason } from '../generated/prisma/enums';
import type { WhoseFigures } from './schema';
import { distributorOf } from './whose-figures';

const SHOWN = 10;
/** What people or a failure ended. What ends by itself, a whole night of it at once, would push all else away. */
const TAKEN_BACK = ['FAILED', 'WITHDRAWN', 'REMOVED'] as const satisfies InviteEndReason[];

type CustomerStep = 'redeemed' | 'accepted' | Lowercase<(typeof TAKEN_BACK)[number]>;

/** Something that happened lately, and the thing that it happened to. */
export type Activity = { at: string } & (
  | { kind: CustomerStep; invitation_id: number; email: string; plan_name: string }
  | { kind: 'ordered'; order_no: string; code_count: number; plan_name: string }
);

type Row = {
  kind: Activity['kind'];
  at: Date;
  invitation_id: number;
  email: string;
  order_no: string;
  code_count: number;
  plan_name: string;
};

/** The last things that a distributor and its customers did, the newest first. Each kind is read from the end of its own index. */
export async function listActivity(ctx: Ctx, whose: WhoseFigures): Promise<Activity[]> {
  const { userId } = await distributorOf(ctx, whose);
  const lately = (
    kind: Prisma.Sql,
    moment: Prisma.Sql,
    condition: Prisma.Sql,
    order: Prisma.Sql,
  ) => Prisma.sql`(
    SELECT ${kind} AS kind, ${moment} AS at, id AS invitation_id, redeem_code_id, NULL::int AS order_id
    FROM invite_records WHERE distributor_id = ${userId} AND ${condition} ORDER BY ${order} DESC LIMIT ${SHOWN})`;
  const takenBack = Prisma.raw(TAKEN_BACK.map((reason) => `'${reason}'`).join(', '));
  const rows = await ctx.db.$queryRaw<Row[]>`
    SELECT happened.kind, happened.at, happened.invitation_id, invitation.email, bought.order_no,
      bought.expected_count AS code_count, plan.name AS plan_name
    FROM (
      ${lately(Prisma.sql`'redeemed'`, Prisma.sql`created_at`, Prisma.sql`true`, Prisma.sql`id`)} UNION ALL
      ${lately(Prisma.sql`'accepted'`, Prisma.sql`accepted_at`, Prisma.sql`accepted_at IS NOT NULL`, Prisma.sql`accepted_at`)} UNION ALL
      ${lately(Prisma.sql`lower(end_reason::text)`, Prisma.sql`ended_at`, Prisma.sql`end_reason IN (${takenBack})`, Prisma.sql`ended_at`)} UNION ALL
      (SELECT 'ordered', created_at, NULL, NULL, id FROM orders
        WHERE buyer_user_id = ${userId} ORDER BY id DESC LIMIT ${SHOWN})
      ORDER BY at DESC LIMIT ${SHOWN}) AS happened
    LEFT JOIN invite_records AS invitation ON invitation.id = happened.invitation_id
    LEFT JOIN redeem_codes AS code ON code.id = happened.redeem_code_id
    JOIN orders AS bought ON bought.id = coalesce(happened.order_id, code.order_id)
    JOIN plans AS plan ON plan.id = bought.plan_id
    ORDER BY happened.at DESC`;
  return rows.map(activityOf);
}

function activityOf({ kind, at, invitation_id, email, order_no, code_count, plan_name }: Row): Activity {
  const moment = { at: at.toISOString(), plan_name };
  return kind === 'ordered'
    ? { ...moment, kind, order_no, code_count }
    : { ...moment, kind, invitation_id, email };
}
