import type { Ctx } from '../context';
import { Prisma } from '../db';
import { ownerOf, type WhoseMembers } from './internal';

const MOST = 200;

/** The teams that members are in, to choose one from: of a distributor only those that its own customers are in. */
export async function listTeamNames(ctx: Ctx, whose: WhoseMembers): Promise<{ id: number; name: string }[]> {
  const owner = await ownerOf(ctx, whose);
  const known =
    owner === null
      ? Prisma.empty
      : Prisma.sql`WHERE EXISTS (
          SELECT FROM invite_records AS invitation
          WHERE invitation.distributor_id = ${owner} AND invitation.team_id = team.id OFFSET 0)`;
  return ctx.db
    .$queryRaw`SELECT team.id, team.name FROM teams AS team ${known} ORDER BY team.name, team.id LIMIT ${MOST}`;
}
