import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { ResourceNotFoundError } from '../errors';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import type { SwitchChannelInput } from './schema';

/**
 * Whether a channel is told of anything. What it was not told meanwhile is not told later. Doing it again changes nothing.
 * @throws ResourceNotFoundError
 */
export async function switchAlertChannel(
  ctx: Ctx,
  { channel_id: id, enabled }: SwitchChannelInput,
): Promise<{ channel_id: number }> {
  authorize(ctx, 'monitoring.switch-alert-channel');
  return inTransaction(ctx, async (tx) => {
    const { count } = await tx.db.alertChannel.updateMany({
      where: { id, enabled: !enabled, deletedAt: null },
      data: { enabled },
    });
    if (count > 0)
      await recordAudit(tx, {
        action: 'monitoring.switch-alert-channel',
        entity: 'alert_channel',
        entityId: id,
        before: { enabled: !enabled },
        after: { enabled },
      });
    else if (!(await tx.db.alertChannel.findFirst({ where: { id, deletedAt: null }, select: { id: true } })))
      throw new ResourceNotFoundError('alert_channel', id);
    return { channel_id: id };
  });
}
