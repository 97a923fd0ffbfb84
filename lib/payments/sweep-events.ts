import type { Ctx } from '../context';
import { authorize } from '../permissions';
import { settlePayment } from './settle-payment';

const BATCH = 500;

/**
 * Finishes what a callback began and could not end, and looks again at what matched nothing. An event that fails does not
 * keep the others waiting.
 * @throws AggregateError with every failure, after all have been tried
 */
export async function sweepEvents(ctx: Ctx): Promise<{ swept: number }> {
  authorize(ctx, 'payments.sweep-events');
  const due = await ctx.db.$queryRaw<{ id: bigint }[]>`
    (SELECT id FROM payment_events
     WHERE verdict = 'VERIFIED' AND outcome IS NULL AND received_at < now() - interval '10 seconds'
     ORDER BY received_at LIMIT ${BATCH})
    UNION ALL
    (SELECT id FROM payment_events WHERE outcome = 'UNMATCHED' AND retry_at <= now() ORDER BY retry_at LIMIT ${BATCH})`;
  const failures: unknown[] = [];
  for (const { id } of due)
    await settlePayment(ctx, { event_id: id }).catch((error: unknown) => failures.push(error));
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} of ${due.length} events failed`);
  return { swept: due.length };
}
