import { randomInt } from 'node:crypto';
import { now } from '../clock';
import type { Ctx, Tx } from '../context';
import { Prisma } from '../db';
import { inTransaction } from '../transaction';
import { addDelivery } from './add-delivery';
import type { ToldEvent } from './delivery-request';
import { IS_LISTENING } from './is-listening';
import { ENDPOINT_OFF } from './switch-endpoint';

/** Past it a try is over for certain: the call ends earlier. */
const TRY_SECONDS = 30;
/** Far apart, so that a thousand that wait for a slow endpoint are not looked at all the time. */
const LONGEST_WAIT_MS = 20_000;

/** Who may record what came of a try: the one whose number is still the delivery's. */
export type DeliveryClaim = ToldEvent & {
  id: number;
  endpoint_id: number;
  number: number;
  url: string;
  /** Sealed. */
  secret: string;
  /** Sealed; null where none is being replaced. */
  previous_secret: string | null;
};

/**
 * Makes the caller the one that tries a delivery now.
 * @returns "later" when it is being tried or its endpoint is left alone: a job comes then; "over" when there is nothing to do
 */
// oxlint-disable-next-line house/writes-authorise-and-audit -- the delivery counts its tries itself
export function claimDelivery(ctx: Ctx, deliveryId: number): Promise<DeliveryClaim | 'later' | 'over'> {
  return inTransaction(ctx, async (tx) => {
    const [claim] = await tx.db.$queryRaw<DeliveryClaim[]>`
      UPDATE webhook_deliveries AS delivery SET attempts = attempts + 1, next_try_at = now() + ${TRY_SECONDS} * interval '1 second'
      FROM webhook_endpoints AS endpoint, webhook_events AS event
      WHERE delivery.id = ${deliveryId} AND delivery.status = 'PENDING' AND delivery.next_try_at <= now()
        AND endpoint.id = delivery.endpoint_id AND event.id = delivery.event_id
        AND ${IS_LISTENING} AND (endpoint.rest_until IS NULL OR endpoint.rest_until <= now())
      RETURNING delivery.id, delivery.endpoint_id, delivery.attempts AS number, endpoint.url, endpoint.secret,
        CASE WHEN endpoint.previous_until > now() THEN endpoint.previous_secret END AS previous_secret,
        event.uid, event.type, event.data, event.occurred_at`;
    return claim ?? putOff(tx, deliveryId);
  });
}

/** Leaves a delivery for later, when this worker has less to do. */
// oxlint-disable-next-line house/writes-authorise-and-audit -- nothing has happened to the delivery
export function waitForPlace(ctx: Ctx, deliveryId: number) {
  return inTransaction(ctx, (tx) =>
    putOff(tx, deliveryId, new Date(now().getTime() + randomInt(1_000, LONGEST_WAIT_MS))),
  );
}

async function putOff(tx: Tx, deliveryId: number, earliest?: Date): Promise<'later' | 'over'> {
  const [open] = await tx.db.$queryRaw<{ id: number; on: boolean; at: Date }[]>`
    SELECT delivery.id, ${IS_LISTENING} AS on, greatest(delivery.next_try_at, endpoint.rest_until) AS at
    FROM webhook_deliveries AS delivery JOIN webhook_endpoints AS endpoint ON endpoint.id = delivery.endpoint_id
    WHERE delivery.id = ${deliveryId} AND delivery.status = 'PENDING'`;
  if (!open) return 'over';
  if (open.on) {
    await addDelivery(tx, open, earliest && earliest > open.at ? earliest : open.at);
    return 'later';
  }
  await tx.db.webhookDelivery.updateMany({
    where: { id: deliveryId, status: 'PENDING' },
    data: { status: 'FAILED', nextTryAt: null, errorCode: ENDPOINT_OFF },
  });
  return 'over';
}

/** SQL: whether the row `delivery` still waits for what this claim brings. */
export function isClaimed({ id, number }: DeliveryClaim) {
  // Switched off in the middle, it has failed; that it arrived all the same is true, too.
  return Prisma.sql`delivery.id = ${id} AND delivery.attempts = ${number}
    AND (delivery.status = 'PENDING' OR delivery.error_code = ${ENDPOINT_OFF})`;
}
