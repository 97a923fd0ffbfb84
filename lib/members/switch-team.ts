import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { ResourceNotFoundError } from '../errors';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';

type Switch = { action: 'members.activate-team' | 'members.deactivate-team'; to: boolean };

/** Says whether new customers are placed in a team. Each way is a right of its own. */
export async function switchTeam(ctx: Ctx, id: number, { action, to }: Switch): Promise<{ id: number }> {
  authorize(ctx, action);
  return inTransaction(ctx, async (tx) => {
    const { count } = await tx.db.team.updateMany({
      where: { id, isActive: !to },
      data: { isActive: to },
    });
    if (count === 1)
      await recordAudit(tx, {
        action,
        entity: 'team',
        entityId: id,
        before: { is_active: !to },
        after: { is_active: to },
      });
    else if (!(await tx.db.team.findUnique({ where: { id }, select: { id: true } })))
      throw new ResourceNotFoundError('team', id);
    return { id };
  });
}
