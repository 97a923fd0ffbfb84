import { recordAudit } from '../audit';
import { now } from '../clock';
import type { Ctx } from '../context';
import { ResourceNotFoundError } from '../errors';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import type { ChannelInput } from './schema';

/**
 * Takes a channel away for good: its address and secret are wiped, what waits is not sent any more, and a rule that named
 * nothing else tells nobody. The log keeps what went there.
 * @throws ResourceNotFoundError also when it was deleted before
 */
export async function deleteAlertChannel(
  ctx: Ctx,
  { channel_id: id }: ChannelInput,
): Promise<{ channel_id: number }> {
  authorize(ctx, 'monitoring.delete-alert-channel');
  return inTransaction(ctx, async (tx) => {
    const [deleted] = await tx.db.alertChannel.updateManyAndReturn({
      where: { id, deletedAt: null },
      data: { deletedAt: now(), enabled: false, urlSealed: null, secretSealed: null },
      select: { kind: true, name: true, urlHint: true },
    });
    if (!deleted) throw new ResourceNotFoundError('alert_channel', id);
    await tx.db.alertRuleChannel.deleteMany({ where: { channelId: id } });
    const { kind, name, urlHint } = deleted;
    await recordAudit(tx, {
      action: 'monitoring.delete-alert-channel',
      entity: 'alert_channel',
      entityId: id,
      before: { kind, name, address: urlHint },
    });
    return { channel_id: id };
  });
}
