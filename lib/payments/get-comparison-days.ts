import { businessDay, DAY_MS } from '../clock';
import type { Ctx } from '../context';
import type { ReconciliationStatus } from '../generated/prisma/enums';
import { authorize } from '../permissions';

export type ComparedDay = {
  date: string;
  /** Of the day's last run; null where it has not been compared. */
  run_id: number | null;
  status: Lowercase<ReconciliationStatus> | null;
  differences: number;
};

const DAYS = 30;

/** The last thirty business days, the oldest first, each as its last run left it. */
export async function getComparisonDays(ctx: Ctx): Promise<ComparedDay[]> {
  authorize(ctx, 'payments.view-any');
  const today = businessDay();
  const first = new Date(new Date(today).getTime() - (DAYS - 1) * DAY_MS).toISOString().slice(0, 10);
  return ctx.db.$queryRaw<ComparedDay[]>`
    SELECT day::date::text AS date, run.id AS run_id, lower(run.status::text) AS status, coalesce(run.differences, 0) AS differences
    FROM generate_series(${first}::date, ${today}::date, interval '1 day') AS day
    LEFT JOIN LATERAL (
      SELECT id, status, differences FROM reconciliation_runs WHERE day = day.day::date ORDER BY id DESC LIMIT 1) AS run ON true
    ORDER BY 1`;
}
