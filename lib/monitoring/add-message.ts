import type { Tx } from '../context';
import type { Prisma } from '../db';
import { enqueue } from '../queue';
import { SEND_CRASHES, sendAlertMessageJob, TELL_FIRST } from './jobs';

/** Puts a message into the log and on its way. The same telling of an alert to the same channel is one message. */
export async function addMessage(
  tx: Tx,
  message: Omit<Prisma.AlertMessageCreateManyInput, 'id' | 'status' | 'attempts'>,
): Promise<number | null> {
  const [added] = await tx.db.alertMessage.createManyAndReturn({
    data: [message],
    select: { id: true },
    skipDuplicates: true,
  });
  if (!added) return null;
  await enqueueMessage(tx, added.id);
  return added.id;
}

export function enqueueMessage(tx: Tx, messageId: number, runAt?: Date) {
  return enqueue(
    tx,
    sendAlertMessageJob,
    { message_id: messageId },
    { key: `alert-message:${messageId}`, runAt, priority: TELL_FIRST, maxAttempts: SEND_CRASHES },
  );
}
