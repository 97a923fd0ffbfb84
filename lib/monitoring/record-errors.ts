import type { Ctx } from '../context';
import { systemContext } from '../context';
import { Prisma } from '../db';
import { keepErrors, type ErrorNote } from '../error-notes';
import { authorize } from '../permissions';

/** Kinds of errors there may be. Further ones are counted by level and code alone. */
export const MOST_KINDS = 2_000;
/** Of the orders and people one kind has met, the latest. */
const MOST_SUBJECTS = 100;

const BACKSLASH = String.raw`\\`;
const UNSTORABLE = /\\(?:\\|u0000|ud[89a-f][0-9a-f]{2})/g;

/** From now on what this process logs as a failure or a refusal is written down, each second. */
export function startRecording() {
  keepErrors((notes) => recordErrors(systemContext('monitoring.record-errors'), notes));
}

/** Adds what has been noted to the kinds of errors, their minutes and their hours: one statement, whatever there is. */
export async function recordErrors(ctx: Ctx, notes: ErrorNote[]): Promise<void> {
  authorize(ctx, 'monitoring.record-errors');
  if (notes.length === 0) return;
  const told = notes.map(({ minutes, sample, ...note }) => ({
    ...note,
    ...sample,
    message: sample.message.slice(0, 500),
    request_id: sample.request_id?.slice(0, 80),
    count: Object.values(minutes).reduce((sum, one) => sum + one, 0),
    minutes: Object.entries(minutes).map(([minute, count]) => ({ minute, count })),
  }));
  // PostgreSQL's JSON holds neither NUL nor half of a character.
  const json = JSON.stringify(told).replace(UNSTORABLE, (escape) => (escape === BACKSLASH ? escape : ''));
  // oxlint-disable-next-line house/writes-authorise-and-audit -- these rows are about requests, not about the business
  await ctx.db.$executeRaw`
    WITH told AS (
      SELECT * FROM jsonb_to_recordset(${json}::jsonb) AS t(
        fingerprint text, coarse text, level text, code text, type text, place text, frame text, count int, last timestamptz,
        orders text[], payments int[], users int[], message text, request_id text, context jsonb, stack text, minutes jsonb)),
    room AS (SELECT ${MOST_KINDS} - count(*) AS kinds FROM error_events),
    known AS (
      SELECT told.*, kind.id IS NOT NULL OR told.fingerprint = told.coarse
        OR row_number() OVER (PARTITION BY kind.id IS NULL ORDER BY told.last) <= room.kinds AS fits
      FROM told CROSS JOIN room LEFT JOIN error_events AS kind ON kind.fingerprint = told.fingerprint),
    placed AS (
      SELECT known.*, CASE WHEN fits THEN fingerprint ELSE coarse END AS kind FROM known),
    latest AS (SELECT DISTINCT ON (kind) * FROM placed ORDER BY kind, last DESC),
    sums AS (SELECT kind, sum(count) AS count FROM placed GROUP BY kind),
    met AS (
      SELECT placed.kind, array_agg(DISTINCT bought.id) AS orders FROM placed JOIN orders AS bought
        ON bought.order_no = ANY(placed.orders)
        OR bought.id = ANY(ARRAY(SELECT one::int FROM unnest(placed.orders) AS one WHERE one ~ '^[1-9][0-9]{0,8}$'))
        OR bought.id IN (SELECT paid.order_id FROM payments AS paid WHERE paid.id = ANY(placed.payments))
      GROUP BY placed.kind),
    people AS (
      SELECT kind, array_agg(DISTINCT person) AS users FROM placed, unnest(users) AS person GROUP BY kind),
    written AS (
      INSERT INTO error_events AS old (fingerprint, level, error_code, type, place, frame, count, orders, users,
        message, request_id, context, stack, first_seen_at, last_seen_at)
      SELECT latest.kind, latest.level::error_level, code,
        CASE WHEN fits THEN type ELSE 'various' END, CASE WHEN fits THEN place ELSE 'various' END,
        CASE WHEN fits THEN frame END, sums.count,
        coalesce(met.orders, '{}'), coalesce(people.users, '{}'), message, request_id, context, stack,
        least(last, (SELECT min(minute) FROM jsonb_to_recordset(minutes) AS one(minute timestamptz) HAVING count(*) > 1)), last
      FROM latest JOIN sums USING (kind) LEFT JOIN met USING (kind) LEFT JOIN people USING (kind)
      ORDER BY latest.kind
      ON CONFLICT (fingerprint) DO UPDATE SET count = old.count + EXCLUDED.count,
        orders = ${latest('orders')}, users = ${latest('users')},
        message = EXCLUDED.message, request_id = EXCLUDED.request_id, context = EXCLUDED.context, stack = EXCLUDED.stack,
        last_seen_at = greatest(old.last_seen_at, EXCLUDED.last_seen_at),
        reopened_at = CASE WHEN old.resolved_at < EXCLUDED.last_seen_at THEN EXCLUDED.last_seen_at ELSE old.reopened_at END,
        resolved_by = CASE WHEN old.resolved_at < EXCLUDED.last_seen_at THEN NULL ELSE old.resolved_by END,
        resolved_at = CASE WHEN old.resolved_at < EXCLUDED.last_seen_at THEN NULL ELSE old.resolved_at END
      RETURNING id, fingerprint),
    counted AS (
      SELECT written.id, date_trunc('minute', minute) AS minute, sum(one.count)::int AS count
      FROM placed JOIN written ON written.fingerprint = placed.kind,
        jsonb_to_recordset(placed.minutes) AS one(minute timestamptz, count int)
      GROUP BY 1, 2),
    by_minute AS (
      INSERT INTO error_minutes AS old (minute, event_id, count) SELECT minute, id, count FROM counted
      ON CONFLICT (minute, event_id) DO UPDATE SET count = old.count + EXCLUDED.count)
    INSERT INTO error_hours AS old (hour, event_id, count)
    SELECT date_trunc('hour', minute, 'UTC'), id, sum(count) FROM counted GROUP BY 1, 2
    ON CONFLICT (hour, event_id) DO UPDATE SET count = old.count + EXCLUDED.count`;
}

/** Those already met and those met now, the highest numbers first, which came last. */
function latest(column: 'orders' | 'users') {
  const name = Prisma.raw(column);
  return Prisma.sql`ARRAY(
    SELECT DISTINCT one FROM unnest(old.${name} || EXCLUDED.${name}) AS one ORDER BY one DESC LIMIT ${MOST_SUBJECTS})`;
}
