import type { Ctx } from '../context';
import { authorize } from '../permissions';

/** For how long people can look up what was sent, and have it sent again. */
export const EVENTS_KEPT_DAYS = 30;
const BATCH = 1_000;

/** Deletes what was told long ago with its deliveries, and the endpoints that were deleted and have none left. */
export async function forgetOldEvents(ctx: Ctx): Promise<{ forgotten: number }> {
  authorize(ctx, 'webhooks.forget-old-events');
  let forgotten = 0;
  let batch: number;
  do {
    // What is on its way is never that old, except an event that was sent again today.
    // oxlint-disable-next-line house/writes-authorise-and-audit -- the log of what was sent is kept for a while, and that is said
    batch = await ctx.db.$executeRaw`
      DELETE FROM webhook_events WHERE id IN (
        SELECT id FROM webhook_events AS event
        WHERE created_at < now() - ${EVENTS_KEPT_DAYS} * interval '1 day' AND NOT EXISTS (
          SELECT FROM webhook_deliveries WHERE event_id = event.id AND status = 'PENDING')
        ORDER BY created_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`;
    forgotten += batch;
  } while (batch === BATCH);
  // oxlint-disable-next-line house/writes-authorise-and-audit -- that it was deleted has been audited; this is what was left of it
  await ctx.db.$executeRaw`
    DELETE FROM webhook_endpoints AS endpoint WHERE deleted_at < now() - ${EVENTS_KEPT_DAYS} * interval '1 day'
      AND NOT EXISTS (SELECT FROM webhook_deliveries WHERE endpoint_id = endpoint.id)`;
  return { forgotten };
}
