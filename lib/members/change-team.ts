import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { ConflictError, ResourceNotFoundError } from '../errors';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import type { ChangeTeamInput } from './schema';

/**
 * Gives a team another name and another number of seats, never fewer than are taken.
 * @throws ResourceNotFoundError
 * @throws ConflictError SEATS_TAKEN
 */
export async function changeTeam(
  ctx: Ctx,
  { team_id: id, name, capacity }: ChangeTeamInput,
): Promise<{ id: number }> {
  authorize(ctx, 'members.change-team');
  return inTransaction(ctx, async (tx) => {
    // Locked before it is compared: a redemption that takes a seat at this moment is finished first.
    const [team] = await tx.db.$queryRaw<{ name: string; capacity: number; seats_taken: number }[]>`
      SELECT name, capacity, seats_taken FROM teams WHERE id = ${id} FOR NO KEY UPDATE`;
    if (!team) throw new ResourceNotFoundError('team', id);
    const changed = await tx.db.$executeRaw`
      UPDATE teams SET name = ${name}, capacity = ${capacity}, updated_at = now()
      WHERE id = ${id} AND seats_taken <= ${capacity}`;
    if (changed === 0)
      throw new ConflictError('more seats are taken', {
        errorCode: 'SEATS_TAKEN',
        details: { seats_taken: team.seats_taken, field: 'capacity' },
      });
    await recordAudit(tx, {
      action: 'members.change-team',
      entity: 'team',
      entityId: id,
      before: { name: team.name, capacity: team.capacity },
      after: { name, capacity },
    });
    return { id };
  });
}
