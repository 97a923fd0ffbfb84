import { recordAudit } from '../audit';
import type { Ctx, Tx } from '../context';
import { ConflictError } from '../errors';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import type { CreateTeamInput } from './schema';

/**
 * Makes a team that customers can be invited to, all seats free.
 * @throws ConflictError ACCOUNT_TAKEN when the account is another team's already
 */
export async function createTeam(ctx: Ctx, input: CreateTeamInput): Promise<{ id: number }> {
  authorize(ctx, 'members.create-team');
  const create = async (tx: Tx) => {
    const [team] = await tx.db.team.createManyAndReturn({
      data: [{ name: input.name, accountId: input.account_id, capacity: input.capacity }],
      select: { id: true },
      skipDuplicates: true,
    });
    if (!team) throw new ConflictError('the account is a team already', { errorCode: 'ACCOUNT_TAKEN' });
    await recordAudit(tx, { action: 'members.create-team', entity: 'team', entityId: team.id, after: input });
    return team;
  };
  return inTransaction(ctx, create, { verb: 'members.create-team', input });
}
