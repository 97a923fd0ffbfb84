import type { z } from 'zod';
import type { Ctx } from '../context';
import { Prisma } from '../db';
import { MEMBER_COLUMNS, WITH_MEMBER } from './internal';
import { INVITATIONS_IN_STATE } from './member-state';
import type { MembersQuery } from './schema';

export type MemberRowsQuery = Omit<z.output<typeof MembersQuery>, 'limit'> & { distributor?: string };

/**
 * SQL for `take` members of a distributor, or of all of them, from the query's cursor on, in the order of lists and files. Each
 * question is answered by an index in that order, so that a page costs the same however many there are.
 */
export async function memberRows(
  ctx: Ctx,
  asker: number | null,
  query: MemberRowsQuery,
  take: number,
): Promise<Prisma.Sql> {
  const owner = asker === null && query.distributor ? await idOf(ctx, query.distributor) : asker;
  const newer = query.cursor?.towards === 'newer';
  const direction = newer ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const page = Prisma.sql`ORDER BY invitation.id ${direction} LIMIT ${take}`;
  const asked = [
    ...(query.cursor
      ? [Prisma.sql`invitation.id ${newer ? Prisma.sql`>` : Prisma.sql`<`} ${query.cursor.id}`]
      : []),
    ...(query.status ? [INVITATIONS_IN_STATE[query.status]] : []),
    ...(query.team_id ? [Prisma.sql`invitation.team_id = ${query.team_id}`] : []),
    ...(query.q ? [askedFor(query.q)] : []),
  ];
  return Prisma.sql`
    SELECT ${MEMBER_COLUMNS} FROM (${invitationsOf(owner, query, asked, page)}) AS invitation ${WITH_MEMBER} ${page}`;
}

/** An email that is no distributor's has no members, as no id is 0. */
async function idOf(ctx: Ctx, email: string) {
  return (await ctx.db.user.findUnique({ where: { email }, select: { id: true } }))?.id ?? 0;
}

/** The invitations of a page. The indexes for states and teams begin with the distributor: of everybody's, each has a look of its own. */
function invitationsOf(
  owner: number | null,
  { status, team_id }: MemberRowsQuery,
  asked: Prisma.Sql[],
  page: Prisma.Sql,
) {
  if (owner === null && (status ?? team_id))
    return Prisma.sql`
      SELECT invitation.* FROM distributors AS distributor CROSS JOIN LATERAL (
        SELECT * FROM invite_records AS invitation
        WHERE invitation.distributor_id = distributor.user_id AND ${all(asked)} ${page}) AS invitation ${page}`;
  const owned = owner === null ? [] : [Prisma.sql`invitation.distributor_id = ${owner}`];
  return Prisma.sql`SELECT * FROM invite_records AS invitation WHERE ${all([...owned, ...asked])} ${page}`;
}

/** An at sign tells an email, which is asked for as it is, from the beginning of a code. */
function askedFor(q: string) {
  if (q.includes('@')) return Prisma.sql`invitation.email = ${q.toLowerCase()}`;
  const beginning = q.toUpperCase();
  // In the order of the column, every letter of a code comes before the tilde.
  const codes = Prisma.sql`SELECT id FROM redeem_codes WHERE code >= ${beginning} AND code < ${`${beginning}~`}`;
  return Prisma.sql`invitation.redeem_code_id IN (${codes})`;
}

function all(conditions: Prisma.Sql[]) {
  return conditions.length > 0 ? Prisma.join(conditions, ' AND ') : Prisma.sql`true`;
}
