import { recordAudit } from '../audit';
import type { Ctx, Tx } from '../context';
import { ValidationError } from '../errors';
import { authorize, userIdOf } from '../permissions';
import { resolveTarget, TargetFailedError } from '../safe-target';
import { inTransaction } from '../transaction';
import { newWebhookSecret, sealChannel } from './channel-secrets';
import type { CreateChannelInput } from './schema';

export type CreatedChannel = {
  channel_id: number;
  /** Of a webhook, what its messages are signed with: said this once. */
  secret: string | null;
};

/**
 * A place outside where people are told of alerts from now on. Address and secret are sealed and never shown again.
 * @throws UnsafeTargetError when the address is not one that may be called
 * @throws ValidationError when a robot of DingTalk comes without its secret
 */
export async function createAlertChannel(ctx: Ctx, input: CreateChannelInput): Promise<CreatedChannel> {
  authorize(ctx, 'monitoring.create-alert-channel');
  const { kind, name, locale, url } = input;
  if (kind === 'DINGTALK' && input.secret === null)
    throw new ValidationError('a robot has a secret', 'secret');
  await assertCallable(url);
  const secret = kind === 'WEBHOOK' ? newWebhookSecret() : kind === 'DINGTALK' ? input.secret : null;
  return inTransaction(ctx, async (tx: Tx) => {
    const sealed = sealChannel(url, secret);
    const { id } = await tx.db.alertChannel.create({
      data: { kind, name, locale, ...sealed, createdBy: userIdOf(tx) },
      select: { id: true },
    });
    await recordAudit(tx, {
      action: 'monitoring.create-alert-channel',
      entity: 'alert_channel',
      entityId: id,
      after: { kind, name, locale, address: sealed.urlHint },
    });
    return { channel_id: id, secret: kind === 'WEBHOOK' ? secret : null };
  });
}

/** As its name stands now; it is looked at again before each message. */
async function assertCallable(url: string) {
  try {
    await resolveTarget(url);
  } catch (error) {
    // The look-up failed for the moment, which says nothing about the address.
    if (!(error instanceof TargetFailedError)) throw error;
  }
}
