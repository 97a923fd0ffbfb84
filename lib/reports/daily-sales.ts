import type { Ctx } from '../context';
import { Prisma } from '../db';
import { businessDayOf } from '../distributors/count-events';
import { measureOf } from './sales-measures';
import type { MeasureName } from './schema';

/** A business day as YYYY-MM-DD, and what it counts. */
export type DaySales = { date: string } & Record<MeasureName, number>;

/** What each of the last `days` business days of a distributor counts, the oldest first; days without an event count nothing. */
export async function dailySales(ctx: Ctx, distributorId: number, days: number): Promise<DaySales[]> {
  return ctx.db.$queryRaw<DaySales[]>`
    SELECT to_char(today - back, 'YYYY-MM-DD') AS date,
      coalesce(counted.attempt, 0)::int AS attempt, coalesce(counted.success, 0)::int AS success,
      coalesce(counted.accepted, 0)::int AS accepted
    FROM (SELECT ${businessDayOf(Prisma.sql`now()`)} AS today) AS present
    CROSS JOIN generate_series(${days}::int - 1, 0, -1) AS back
    LEFT JOIN (
      SELECT day.day, sum(${measureOf('attempt')}) AS attempt, sum(${measureOf('success')}) AS success,
        sum(${measureOf('accepted')}) AS accepted
      FROM distributor_days AS day
      WHERE day.distributor_id = ${distributorId} AND day.day > ${businessDayOf(Prisma.sql`now()`)} - ${days}::int
      GROUP BY day.day) AS counted ON counted.day = today - back
    ORDER BY back DESC`;
}
