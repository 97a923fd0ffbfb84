import { CODE_STATE } from '../codes/code-state';
import { Prisma } from '../db';
import { MEMBER_STATE } from '../members/member-state';
import { MAX_ID } from '../text';

/** What was typed, and whose things may be found. */
export type Asked = { owner: number | 'all'; q: string };
type Kind = 'orders' | 'codes' | 'members' | 'people';

const MOST = 5;
/** In the order of bytes, everything that begins like a text comes before the last character there is behind it. */
const END = '\u{10ffff}';

/** Digits alone are the number of an order, too. */
const ORDER = /^(?:ORD)?(\d{4,20})$/;
/** Every code begins with the id of its order. */
const CODE = /^ORD([1-9]\d{0,9})_[0-9A-Z]{0,30}$/;

/**
 * SQL for what was found of each kind, one JSON object a row; nothing where what was typed cannot be of that kind. Beginnings
 * are compared as ranges in the order of their index: a pattern would need escapes, and a prepared one uses no index.
 */
export const FOUND: Record<Kind, (asked: Asked) => Prisma.Sql | undefined> = {
  orders({ owner, q }) {
    const [, digits] = ORDER.exec(q.toUpperCase()) ?? [];
    if (!digits) return undefined;
    const beginning = `ORD${digits}`;
    return Prisma.sql`
      SELECT jsonb_build_object('kind', 'order', 'order_no', bought.order_no, 'buyer', buyer.name, 'plan_name', plan.name,
        'status', lower(bought.status::text))
      FROM (SELECT * FROM orders
        WHERE order_no ~>=~ ${beginning} AND order_no ~<~ ${beginning + END} ${ownedBy(owner, Prisma.sql`buyer_user_id`)}
        ORDER BY order_no USING ~>~ LIMIT ${MOST}) AS bought
      JOIN users AS buyer ON buyer.id = bought.buyer_user_id JOIN plans AS plan ON plan.id = bought.plan_id
      ORDER BY bought.order_no DESC`;
  },
  codes({ owner, q }) {
    const beginning = q.toUpperCase();
    const orderId = Number(CODE.exec(beginning)?.[1]);
    if (!(orderId <= MAX_ID)) return undefined;
    return Prisma.sql`
      SELECT jsonb_build_object('kind', 'code', 'code', code.code, 'order_no', bought.order_no,
        'distributor_id', bought.buyer_user_id, 'state', ${CODE_STATE})
      FROM orders AS bought CROSS JOIN LATERAL (
        SELECT * FROM redeem_codes
        WHERE code >= ${beginning} AND code < ${beginning + END} ORDER BY code LIMIT ${MOST}) AS code
      WHERE bought.id = ${orderId} ${ownedBy(owner, Prisma.sql`bought.buyer_user_id`)}
      ORDER BY code.code`;
  },
  members({ owner, q }) {
    if (!q.includes('@')) return undefined;
    return Prisma.sql`
      SELECT jsonb_build_object('kind', 'member', 'id', invitation.id, 'email', invitation.email,
        'distributor', seller.name, 'state', ${MEMBER_STATE})
      FROM (SELECT * FROM (SELECT * FROM invite_records WHERE email = ${q.toLowerCase()} OFFSET 0) AS of_email
        WHERE true ${ownedBy(owner, Prisma.sql`distributor_id`)} ORDER BY id DESC LIMIT ${MOST}) AS invitation
      JOIN users AS seller ON seller.id = invitation.distributor_id
      LEFT JOIN team_members AS member ON member.invite_record_id = invitation.id
      ORDER BY invitation.id DESC`;
  },
  people({ q }) {
    const beginning = q.toLowerCase();
    const isIt = q.includes('@')
      ? Prisma.sql`email = ${beginning}`
      : Prisma.sql`lower(name) ~>=~ ${beginning} AND lower(name) ~<~ ${beginning + END}`;
    return Prisma.sql`
      SELECT jsonb_build_object('kind', CASE WHEN shop.user_id IS NULL THEN 'user' ELSE 'distributor' END,
        'id', person.id, 'name', person.name, 'email', person.email, 'state',
        CASE WHEN NOT is_active THEN 'disabled' WHEN password_hash IS NULL THEN 'invited' ELSE 'active' END)
      FROM (SELECT * FROM users WHERE ${isIt} ORDER BY lower(name) USING ~<~ LIMIT ${MOST}) AS person
      LEFT JOIN distributors AS shop ON shop.user_id = person.id
      ORDER BY lower(person.name)`;
  },
};

function ownedBy(owner: Asked['owner'], column: Prisma.Sql) {
  return owner === 'all' ? Prisma.empty : Prisma.sql`AND ${column} = ${owner}`;
}
