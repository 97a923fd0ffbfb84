import type { z } from 'zod';
import type { Ctx } from '../context';
import { Prisma } from '../db';
import { ResourceNotFoundError } from '../errors';
import type { InviteEndReason } from '../generated/prisma/enums';
import { amountFrom, type Amount } from '../money';
import { MEMBER_COLUMNS, memberOf, ownerOf, WITH_MEMBER, type MemberRow } from './internal';
import { memberTimeline, type MemberEntry } from './member-timeline';
import type { Member, MemberParams } from './schema';

export type MemberDetail = Member & {
  order_no: string;
  /** What the distributor earns by it, fixed at acceptance. */
  unit_price: Amount | null;
  currency: string;
  use_returned_at: string | null;
  timeline: MemberEntry[];
};

type Row = MemberRow & {
  order_no: string;
  unit_price: Prisma.Decimal | null;
  currency: string;
  use_returned_at: Date | null;
  end_reason: InviteEndReason | null;
};

const MOST_AUDIT_ROWS = 200;

/**
 * One invitation and what became of it, with everything that happened to it, newest first.
 * @param whose "me": the asking distributor's own; "all": anybody's, for an admin
 * @throws ResourceNotFoundError also when it is somebody else's
 */
export async function getMember(
  ctx: Ctx,
  whose: 'me' | 'all',
  { id }: z.output<typeof MemberParams>,
): Promise<MemberDetail> {
  const owner = await ownerOf(ctx, whose);
  const [found] = await ctx.db.$queryRaw<Row[]>`
    SELECT ${MEMBER_COLUMNS}, bought.order_no, invitation.unit_price_snapshot AS unit_price, distributor.currency,
      invitation.use_returned_at, invitation.end_reason::text
    FROM invite_records AS invitation ${WITH_MEMBER}
    JOIN orders AS bought ON bought.id = code.order_id
    JOIN distributors AS distributor ON distributor.user_id = invitation.distributor_id
    WHERE invitation.id = ${id} AND ${owner === null ? Prisma.sql`true` : Prisma.sql`invitation.distributor_id = ${owner}`}`;
  if (!found) throw new ResourceNotFoundError('invitation', id);
  const { end_reason, ...row } = found;
  const audit = await ctx.db.auditEntry.findMany({
    where: { entity: 'invitation', entityId: String(id) },
    orderBy: { id: 'desc' },
    take: MOST_AUDIT_ROWS,
  });
  return {
    ...memberOf(row),
    unit_price: row.unit_price && amountFrom(row.unit_price),
    use_returned_at: row.use_returned_at?.toISOString() ?? null,
    timeline: memberTimeline({ ...row, end_reason }, audit),
  };
}
