import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import type { CreateTeamInput } from './schema';

/** Makes a team that customers can be invited to, all seats free. */
export async function createTeam(
  ctx: Ctx,
  { name, account_id, capacity }: CreateTeamInput,
): Promise<{ id: number }> {
  authorize(ctx, 'members.create-team');
  return inTransaction(ctx, async (tx) => {
    const team = await tx.db.team.create({
      data: { name, accountId: account_id, capacity },
      select: { id: true },
    });
    const after = { name, account_id, capacity };
    await recordAudit(tx, { action: 'members.create-team', entity: 'team', entityId: team.id, after });
    return team;
  });
}
