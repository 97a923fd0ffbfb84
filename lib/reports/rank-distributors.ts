import type { Ctx } from '../context';
import { authorize } from '../permissions';
import { today } from './order-days';
import { measureOf } from './sales-measures';
import type { OverviewQuery } from './schema';

const SHOWN = 10;

export type RankedDistributor = {
  distributor_id: number;
  name: string;
  attempt: number;
  success: number;
  accepted: number;
};

/** The distributors whose codes were redeemed most often in the last `days` business days, the first of them. */
export async function rankDistributors(ctx: Ctx, { days }: OverviewQuery): Promise<RankedDistributor[]> {
  authorize(ctx, 'reports.view-overview');
  return ctx.db.$queryRaw<RankedDistributor[]>`
    SELECT ranked.distributor_id, person.name, ranked.attempt, ranked.success, ranked.accepted
    FROM (
      SELECT day.distributor_id, sum(${measureOf('attempt')})::int AS attempt, sum(${measureOf('success')})::int AS success,
        sum(${measureOf('accepted')})::int AS accepted
      FROM distributor_days AS day WHERE day.day > ${today()} - ${days}::int
      GROUP BY 1 HAVING sum(${measureOf('attempt')}) > 0 ORDER BY 2 DESC, 1 LIMIT ${SHOWN}) AS ranked
      JOIN users AS person ON person.id = ranked.distributor_id
    ORDER BY ranked.attempt DESC, ranked.distributor_id`;
}
