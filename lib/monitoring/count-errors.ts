import type { Ctx } from '../context';
import type { ErrorCode } from '../error-catalogue';
import { authorize } from '../permissions';

export type ErrorCount = {
  count: number;
  /** Of the latest one, to look it up in the log. */
  request_id: string | null;
};

/**
 * How often something went wrong lately.
 * @param code left out: failures of a level, whatever they are; that nobody expected, unless another level is named
 * @param minutes back from now, a day at most
 */
export async function countErrors(
  ctx: Ctx,
  {
    code,
    level = 'ERROR',
    minutes,
  }: { code?: ErrorCode; level?: 'ERROR' | 'WARNING' | 'any'; minutes: number },
): Promise<ErrorCount> {
  authorize(ctx, 'monitoring.view-errors');
  const [row] = await ctx.db.$queryRaw<{ count: number; request_id: string | null }[]>`
    SELECT coalesce(sum(lately.count), 0)::int AS count,
      (array_agg(kind.request_id ORDER BY kind.last_seen_at DESC))[1] AS request_id
    FROM error_minutes AS lately JOIN error_events AS kind ON kind.id = lately.event_id
    WHERE lately.minute > now() - make_interval(mins => ${minutes}::int)
      AND CASE WHEN ${code ?? null}::text IS NULL
        THEN ${level} = 'any' OR kind.level::text = ${level} ELSE kind.error_code = ${code ?? null} END`;
  return row ?? { count: 0, request_id: null };
}
