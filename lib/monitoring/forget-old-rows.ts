import { SESSIONS_KEPT_DAYS } from '../accounts/session-life';
import type { Ctx } from '../context';
import { Prisma } from '../db';
import { authorize } from '../permissions';
import { ERRORS_KEPT_DAYS } from './schema';

const BATCH = 5_000;

const ROWS = {
  /** Nobody repeats a request after a week. */
  idempotency_keys: Prisma.sql`
    DELETE FROM idempotency_keys WHERE (actor, key) IN (
      SELECT actor, key FROM idempotency_keys WHERE created_at < now() - interval '7 days'
      ORDER BY created_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`,
  /** Their time is written by the clocks of web servers, which may differ. */
  rate_limits: Prisma.sql`
    DELETE FROM rate_limits WHERE key IN (
      SELECT key FROM rate_limits WHERE expire < extract(epoch FROM now() - interval '1 hour') * 1000
      ORDER BY expire LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`,
  /** Over long ago: nobody is known any more by the place from which they were signed in then. */
  sessions: Prisma.sql`
    DELETE FROM sessions WHERE id IN (
      SELECT id FROM sessions WHERE seen_at < now() - make_interval(days => ${SESSIONS_KEPT_DAYS})
      ORDER BY seen_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`,
  /** Alerts look back a day at most, and charts ninety. */
  error_minutes: Prisma.sql`
    DELETE FROM error_minutes WHERE (minute, event_id) IN (
      SELECT minute, event_id FROM error_minutes WHERE minute < now() - interval '2 days'
      ORDER BY minute LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`,
  error_hours: Prisma.sql`
    DELETE FROM error_hours WHERE (hour, event_id) IN (
      SELECT hour, event_id FROM error_hours WHERE hour < now() - make_interval(days => ${ERRORS_KEPT_DAYS})
      ORDER BY hour LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`,
  error_events: Prisma.sql`
    DELETE FROM error_events WHERE id IN (
      SELECT id FROM error_events WHERE last_seen_at < now() - make_interval(days => ${ERRORS_KEPT_DAYS})
      ORDER BY last_seen_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`,
};

/** Deletes what the machinery itself wrote down and no longer needs. */
export async function forgetOldRows(ctx: Ctx): Promise<Record<keyof typeof ROWS, number>> {
  authorize(ctx, 'monitoring.sweep');
  return {
    idempotency_keys: await forget(ctx, ROWS.idempotency_keys),
    rate_limits: await forget(ctx, ROWS.rate_limits),
    sessions: await forget(ctx, ROWS.sessions),
    error_minutes: await forget(ctx, ROWS.error_minutes),
    error_hours: await forget(ctx, ROWS.error_hours),
    error_events: await forget(ctx, ROWS.error_events),
  };
}

async function forget(ctx: Ctx, rows: Prisma.Sql) {
  let forgotten = 0;
  let batch: number;
  do {
    // oxlint-disable-next-line house/writes-authorise-and-audit -- these rows are about requests, not about the business
    batch = await ctx.db.$executeRaw(rows);
    forgotten += batch;
  } while (batch === BATCH);
  return forgotten;
}
