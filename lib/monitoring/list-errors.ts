import { businessTimeZone } from '../clock';
import type { Ctx } from '../context';
import { Prisma } from '../db';
import { authorize } from '../permissions';
import type { ErrorsQuery } from './schema';

/** Kinds beyond these are found by narrowing. */
const MOST_LISTED = 100;

export type ListedError = {
  id: number;
  level: 'error' | 'warning';
  state: 'open' | 'reopened' | 'resolved';
  error_code: string;
  type: string;
  place: string;
  /** Within the period. */
  count: number;
  /** Ever, up to a hundred. */
  orders: number;
  users: number;
  first_seen_at: string;
  last_seen_at: string;
};

type Row = Omit<ListedError, 'first_seen_at' | 'last_seen_at'> & { first_seen_at: Date; last_seen_at: Date };

/** The kinds of errors of the period, the most frequent first. */
export async function listErrors(ctx: Ctx, query: ErrorsQuery): Promise<ListedError[]> {
  authorize(ctx, 'monitoring.view-errors');
  const rows = await ctx.db.$queryRaw<Row[]>`
    SELECT kind.id, lower(kind.level::text) AS level,
      CASE WHEN kind.resolved_at IS NOT NULL THEN 'resolved' WHEN kind.reopened_at IS NOT NULL THEN 'reopened' ELSE 'open' END AS state,
      kind.error_code, kind.type, kind.place, sum(hourly.count)::int AS count,
      cardinality(kind.orders) AS orders, cardinality(kind.users) AS users, kind.first_seen_at, kind.last_seen_at
    FROM error_hours AS hourly JOIN error_events AS kind ON kind.id = hourly.event_id
    WHERE ${within(query)}
    GROUP BY kind.id ORDER BY sum(hourly.count) DESC, kind.last_seen_at DESC, kind.id LIMIT ${MOST_LISTED}`;
  return rows.map(({ first_seen_at, last_seen_at, ...row }) => ({
    ...row,
    first_seen_at: first_seen_at.toISOString(),
    last_seen_at: last_seen_at.toISOString(),
  }));
}

export type ErrorTrend = { date: string; errors: number; warnings: number }[];

/** How many there were: by business day, or hour by hour within a day. */
export async function getErrorTrend(
  ctx: Ctx,
  query: ErrorsQuery,
  { id }: { id?: number } = {},
): Promise<ErrorTrend> {
  authorize(ctx, 'monitoring.view-errors');
  const step = query.days === 1 ? Prisma.sql`'hour'` : Prisma.sql`'day'`;
  const shown = Prisma.raw(query.days === 1 ? `'YYYY-MM-DD"T"HH24:00'` : `'YYYY-MM-DD'`);
  const zone = businessTimeZone();
  const only = id === undefined ? Prisma.empty : Prisma.sql`AND kind.id = ${id}`;
  return ctx.db.$queryRaw<ErrorTrend>`
    WITH steps AS (
      SELECT generate_series(
        date_trunc(${step}, now() AT TIME ZONE ${zone}) - CASE WHEN ${query.days}::int = 1 THEN interval '23 hours'
          ELSE make_interval(days => ${query.days}::int - 1) END,
        date_trunc(${step}, now() AT TIME ZONE ${zone}), CASE WHEN ${query.days}::int = 1 THEN interval '1 hour' ELSE interval '1 day' END) AS step),
    counted AS (
      SELECT date_trunc(${step}, hourly.hour AT TIME ZONE ${zone}) AS step, kind.level, sum(hourly.count) AS count
      FROM error_hours AS hourly JOIN error_events AS kind ON kind.id = hourly.event_id
      WHERE ${within(query)} ${only} GROUP BY 1, 2)
    SELECT to_char(steps.step, ${shown}) AS date,
      coalesce(sum(counted.count) FILTER (WHERE counted.level = 'ERROR'), 0)::int AS errors,
      coalesce(sum(counted.count) FILTER (WHERE counted.level = 'WARNING'), 0)::int AS warnings
    FROM steps LEFT JOIN counted USING (step) GROUP BY steps.step ORDER BY steps.step`;
}

/** The places at which something went wrong in the period, to choose from. */
export async function listErrorPlaces(ctx: Ctx, { days }: Pick<ErrorsQuery, 'days'>): Promise<string[]> {
  authorize(ctx, 'monitoring.view-errors');
  const rows = await ctx.db.$queryRaw<{ place: string }[]>`
    SELECT DISTINCT place FROM error_events WHERE last_seen_at > now() - make_interval(days => ${days}::int)
    ORDER BY place LIMIT 200`;
  return rows.map(({ place }) => place);
}

function within({ days, level, code, place, state }: ErrorsQuery) {
  const narrowed = [
    Prisma.sql`hourly.hour >= date_trunc('hour', now()) - make_interval(days => ${days}::int)`,
    ...(level ? [Prisma.sql`kind.level = ${level.toUpperCase()}::error_level`] : []),
    ...(code ? [Prisma.sql`kind.error_code = ${code}`] : []),
    ...(place ? [Prisma.sql`kind.place = ${place}`] : []),
    ...(state ? [Prisma.sql`(kind.resolved_at IS NOT NULL) = ${state === 'resolved'}`] : []),
  ];
  return Prisma.join(narrowed, ' AND ');
}
