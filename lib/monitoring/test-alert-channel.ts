import { recordAudit } from '../audit';
import type { Ctx } from '../context';
import { ResourceNotFoundError } from '../errors';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { addMessage } from './add-message';
import type { ChannelInput } from './schema';
import { writeTest } from './write-message';

/**
 * Sends a test message to a channel that is on, by the same way as every other one; the log says what became of it.
 * @throws ResourceNotFoundError
 */
export async function testAlertChannel(
  ctx: Ctx,
  { channel_id }: ChannelInput,
): Promise<{ message_id: number }> {
  authorize(ctx, 'monitoring.test-alert-channel');
  return inTransaction(ctx, async (tx) => {
    const channel = await tx.db.alertChannel.findFirst({
      where: { id: channel_id, deletedAt: null, enabled: true },
      select: { name: true, locale: true },
    });
    if (!channel) throw new ResourceNotFoundError('alert_channel', channel_id);
    const text = writeTest(channel.name, channel.locale);
    const message = { channelId: channel_id, kind: 'TEST', severity: 'INFO', ...text } as const;
    const message_id = await addMessage(tx, message);
    if (message_id === null) throw new Error('a test message was there already');
    await recordAudit(tx, {
      action: 'monitoring.test-alert-channel',
      entity: 'alert_channel',
      entityId: channel_id,
      after: { message_id },
    });
    return { message_id };
  });
}
