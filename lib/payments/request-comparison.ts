import { recordAudit } from '../audit';
import { businessDay } from '../clock';
import type { Ctx, Tx } from '../context';
import { ConflictError, ValidationError } from '../errors';
import { authorize, userIdOf } from '../permissions';
import { enqueue } from '../queue';
import { inTransaction } from '../transaction';
import { compareBooksJob } from './jobs';
import type { RequestComparisonInput } from './schema';

/** After this long nobody is at work on a run any more, whatever it says. */
const GIVEN_UP_MINUTES = 60;

/**
 * Has a day's books compared with those of the providers, in the background.
 * @throws ConflictError COMPARISON_RUNNING when that day is being compared already
 * @throws ValidationError for a day that has not begun
 */
export async function requestComparison(
  ctx: Ctx,
  { day }: RequestComparisonInput,
): Promise<{ run_id: number }> {
  authorize(ctx, 'payments.request-comparison');
  const by = userIdOf(ctx);
  if (day > businessDay()) throw new ValidationError(`${day} has not begun`, 'day');
  return inTransaction(ctx, async (tx) => {
    const run_id = await beginRun(tx, day, by);
    if (run_id === null)
      throw new ConflictError(`${day} is being compared`, {
        errorCode: 'COMPARISON_RUNNING',
        details: { day },
      });
    await recordAudit(tx, {
      action: 'payments.request-comparison',
      entity: 'reconciliation_run',
      entityId: run_id,
      after: { day },
    });
    return { run_id };
  });
}

/** Begins a run and has it carried out; null while there is another one of that day. */
export async function beginRun(tx: Tx, day: string, requestedBy: number | null): Promise<number | null> {
  await tx.db.$executeRaw`
    UPDATE reconciliation_runs SET status = 'FAILED', error_code = 'SERVICE_UNAVAILABLE', finished_at = now()
    WHERE day = ${day}::date AND status = 'RUNNING' AND started_at < now() - make_interval(mins => ${GIVEN_UP_MINUTES})`;
  const [run] = await tx.db.$queryRaw<{ id: number }[]>`
    INSERT INTO reconciliation_runs (day, compared, requested_by) VALUES (${day}::date, '{}', ${requestedBy})
    ON CONFLICT (day) WHERE status = 'RUNNING' DO NOTHING RETURNING id`;
  if (!run) return null;
  await enqueue(tx, compareBooksJob, { run_id: run.id }, { key: `compare-books:${run.id}` });
  return run.id;
}
