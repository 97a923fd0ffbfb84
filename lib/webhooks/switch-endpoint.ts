import { now } from '../clock';
import type { Tx } from '../context';
import type { WebhookOff } from '../generated/prisma/enums';

/** What is recorded of a delivery whose endpoint is off before it has arrived. */
export const ENDPOINT_OFF = 'ENDPOINT_OFF';

/**
 * Switches off an endpoint that the present transaction has locked. What was on its way to it has failed; people may have it
 * sent again once it is on.
 */
export async function switchOff(tx: Tx, endpointId: number, disabledReason: WebhookOff, deletedAt?: Date) {
  const disabledAt = now();
  await tx.db.webhookEndpoint.update({
    where: { id: endpointId },
    data: { isActive: false, disabledReason, disabledAt, restUntil: null, deletedAt },
    select: { id: true },
  });
  await tx.db.webhookDelivery.updateMany({
    where: { endpointId, status: 'PENDING' },
    data: { status: 'FAILED', nextTryAt: null, errorCode: ENDPOINT_OFF },
  });
  return disabledAt;
}
