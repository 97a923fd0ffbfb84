import { randomInt } from 'node:crypto';
import type { z } from 'zod';
import { recordAudit } from '../audit';
import { now } from '../clock';
import type { Ctx, Tx } from '../context';
import type { Prisma } from '../db';
import { logEvent, logWarning } from '../log';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { enqueueMessage } from './add-message';
import { openChannel } from './channel-secrets';
import type { Delivery } from './providers/channel';
import type { AlertMessageJob } from './schema';
import { tellChannel } from './tell-channel';

/** How a run has ended; "left": there was nothing to send. */
export type MessageOutcome = 'sent' | 'left' | 'retrying' | 'failed';

/** Seconds until a message is tried again, by how often it has been tried. After the fifth try it is given up. */
const PAUSES = [15, 60, 300, 1_800];

/**
 * Sends a message to its channel with no transaction open, then writes down what came of it. A worker that is killed in between
 * leaves a message that is sent once more. Nothing depends on it but the log of messages.
 */
export async function sendAlertMessage(
  ctx: Ctx,
  { message_id: id }: z.output<typeof AlertMessageJob>,
): Promise<MessageOutcome> {
  authorize(ctx, 'monitoring.send-alert-message');
  const message = await ctx.db.alertMessage.findUnique({ where: { id }, include: { channel: true } });
  if (message?.status !== 'WAITING') return 'left';
  const tries = message.attempts + 1;
  const delivery = await deliver(ctx, message);
  const outcome = await inTransaction(ctx, (tx) => writeDown(tx, id, tries, delivery));
  const about = { message_id: id, tries, request_id: ctx.requestId };
  if (outcome === 'sent') logEvent('alert_message_sent', about);
  else if (outcome !== 'left' && 'problem' in delivery)
    logWarning('an alert message was not delivered', { ...about, outcome, problem: delivery.problem });
  return outcome;
}

type Waiting = Prisma.AlertMessageGetPayload<{ include: { channel: true } }>;

async function deliver(ctx: Ctx, { channel, ...message }: Waiting): Promise<Delivery> {
  const { urlSealed, secretSealed } = channel;
  if (urlSealed === null || !channel.enabled) return { outcome: 'refused', problem: 'channel_off' };
  return tellChannel(ctx, channel, openChannel({ urlSealed, secretSealed }), {
    id: message.id,
    at: now(),
    title: message.title,
    body: message.body,
    facts: message.facts as Record<string, unknown>,
  });
}

/** Whoever has sent it last writes it down; of two that were at it, the second finds it written. */
async function writeDown(tx: Tx, id: number, tries: number, delivery: Delivery): Promise<MessageOutcome> {
  const runAt = nextTry(tries, delivery);
  const status = delivery.outcome === 'sent' ? 'SENT' : runAt ? 'WAITING' : 'FAILED';
  const problem = delivery.outcome === 'sent' ? null : delivery.problem.slice(0, 60);
  const { count } = await tx.db.alertMessage.updateMany({
    where: { id, status: 'WAITING', attempts: tries - 1 },
    data: { status, problem, attempts: tries, nextTryAt: runAt, sentAt: status === 'SENT' ? now() : null },
  });
  if (count === 0) return 'left';
  if (runAt) {
    await enqueueMessage(tx, id, runAt);
    return 'retrying';
  }
  await recordAudit(tx, {
    action: 'monitoring.send-alert-message',
    entity: 'alert_message',
    entityId: id,
    before: { status: 'WAITING' },
    after: { status, attempts: tries, problem },
  });
  return status === 'SENT' ? 'sent' : 'failed';
}

/** When it is tried again, never before the channel asks for; somewhat later for each. Null: not at all. */
function nextTry(tries: number, delivery: Delivery): Date | null {
  if (delivery.outcome !== 'again') return null;
  const seconds = PAUSES[tries - 1];
  if (seconds === undefined) return null;
  const pause = Math.max(seconds * 1_000, delivery.after_ms ?? 0);
  return new Date(now().getTime() + pause + randomInt(Math.ceil(pause / 5)));
}
