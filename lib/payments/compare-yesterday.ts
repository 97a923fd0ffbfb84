import { recordAudit } from '../audit';
import { businessDay, DAY_MS, now } from '../clock';
import type { Ctx } from '../context';
import { authorize } from '../permissions';
import { inTransaction } from '../transaction';
import { startOfDay } from './business-days';
import { beginRun } from './request-comparison';

/** How long after its end a day is compared: by then what was under way at midnight has been told. */
const REST_MS = 2 * 3_600_000;
/** Runs of one day that may fail before a person has to look. */
const MOST_FAILURES = 5;

/**
 * Has the business day that ended last compared, once: called every hour, it begins a run when there is none that came to an
 * end, whatever the zone of the business and whatever was down in the night.
 */
export async function compareYesterday(ctx: Ctx): Promise<{ run_id: number | null }> {
  authorize(ctx, 'payments.compare-yesterday');
  const day = businessDay(new Date(now().getTime() - REST_MS - DAY_MS));
  return inTransaction(ctx, async (tx) => {
    const [known] = await tx.db.$queryRaw<{ done: boolean; failures: number }[]>`
      SELECT coalesce(bool_or(status IN ('CLEAN', 'DIFFERENT', 'RUNNING')), false) AS done,
        (count(*) FILTER (WHERE status = 'FAILED'))::int AS failures
      FROM reconciliation_runs WHERE day = ${day}::date AND started_at >= ${startOfDay(day, 1)}`;
    if (!known || known.done || known.failures >= MOST_FAILURES) return { run_id: null };
    const run_id = await beginRun(tx, day, null);
    if (run_id !== null)
      await recordAudit(tx, {
        action: 'payments.compare-yesterday',
        entity: 'reconciliation_run',
        entityId: run_id,
        after: { day },
      });
    return { run_id };
  });
}
