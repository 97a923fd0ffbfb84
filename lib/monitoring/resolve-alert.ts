import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { ResourceNotFoundError } from '../errors';
import { authorize, userIdOf } from '../permissions';
import { inTransaction } from '../transaction';
import type { ResolveAlertInput } from './schema';

/** Somebody has dealt with it. When it comes up again, that is a new alert. Resolving it twice is one resolution. */
export async function resolveAlert(
  ctx: Ctx,
  { alert_id: id }: ResolveAlertInput,
): Promise<{ alert_id: number }> {
  authorize(ctx, 'monitoring.resolve-alert');
  const resolvedBy = userIdOf(ctx);
  return inTransaction(ctx, async (tx) => {
    const resolved = await tx.db.alert.updateManyAndReturn({
      where: { id, resolvedAt: null },
      data: { resolvedAt: new Date(), resolvedBy },
      select: { rule: true, key: true },
    });
    const [alert] = resolved;
    if (alert)
      await recordAudit(tx, {
        action: 'monitoring.resolve-alert',
        entity: 'alert',
        entityId: id,
        after: alert,
      });
    else if (!(await tx.db.alert.findUnique({ where: { id }, select: { id: true } })))
      throw new ResourceNotFoundError('alert', id);
    return { alert_id: id };
  });
}
