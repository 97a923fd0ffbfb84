import type { Tx } from '../context';
import { Prisma } from '../db';
import { IS_LISTENING } from './is-listening';

// Asked of every fact before anything is done about it: most distributors have no endpoint, and for them it ends here.

async function hasEndpoint({ db }: Tx, owner: Prisma.Sql) {
  const [row] = await db.$queryRaw<{ has: boolean }[]>`
    SELECT EXISTS (SELECT FROM webhook_endpoints AS endpoint
      WHERE endpoint.distributor_id = (${owner}) AND ${IS_LISTENING}) AS has`;
  return row?.has ?? false;
}

export const buyerHasEndpoint = (tx: Tx, { order_id }: { order_id: number }) =>
  hasEndpoint(tx, Prisma.sql`SELECT buyer_user_id FROM orders WHERE id = ${order_id}`);

export const inviterHasEndpoint = (tx: Tx, { invitation_id }: { invitation_id: number }) =>
  hasEndpoint(tx, Prisma.sql`SELECT distributor_id FROM invite_records WHERE id = ${invitation_id}`);

export const sellerOfMemberHasEndpoint = (tx: Tx, { member_id }: { member_id: number }) =>
  hasEndpoint(
    tx,
    Prisma.sql`SELECT invitation.distributor_id FROM team_members AS member
      JOIN invite_records AS invitation ON invitation.id = member.invite_record_id WHERE member.id = ${member_id}`,
  );
