import type { z } from 'zod';
import type { Ctx } from '../context';
import { keyset, pageOf, type Page } from '../paging';
import { authorize } from '../permissions';
import type { Team, TeamsQuery } from './schema';

/** Every team that customers are or were placed in, the newest first. */
export async function listTeams(ctx: Ctx, query: z.output<typeof TeamsQuery>): Promise<Page<Team>> {
  authorize(ctx, 'members.view-teams');
  const rows = await ctx.db.team.findMany(keyset(query));
  return pageOf(rows, query, (team) => ({
    id: team.id,
    name: team.name,
    account_id: team.accountId,
    capacity: team.capacity,
    seats_taken: team.seatsTaken,
    is_active: team.isActive,
    created_at: team.createdAt.toISOString(),
  }));
}
