import type { Ctx } from '../context';
import type { ErrorCode } from '../error-catalogue';
import { IS_MISMATCHED } from '../payments/mismatched-payment';
import { errorSubject, type WatchedRule } from './alert-rules';
import { countErrors } from './count-errors';
import { CHANNEL_CALLS } from './providers/channel';
import { queueFigures } from './queue-figures';
import type { RuleSetting } from './rule-settings';

/** Something that people are called for at this moment: the thing, and what is known about it. */
export type Finding = { key: string; facts: Record<string, string | number | null> };

type Watch = (ctx: Ctx, setting: RuleSetting) => Promise<Finding[]>;

/** One alert for the whole queue. */
const WHOLE = 'all';

/** What is looked for every minute; each answers what is so now, and nothing once it is over. */
export const WATCHES: Record<WatchedRule, Watch> = {
  'errors.many': async (ctx, { subject, threshold, window_minutes: minutes }) => {
    const { code, level } = errorSubject(subject) ?? {};
    const about = code === undefined ? { level: level ?? ('any' as const) } : { code: code as ErrorCode };
    const { count, request_id } = await countErrors(ctx, { ...about, minutes: minutes ?? 1 });
    if (count < (threshold ?? 1)) return [];
    const kind = code === undefined ? (level ?? 'all') : 'code';
    return [{ key: subject, facts: { kind, error_code: code ?? null, count, minutes, request_id } }];
  },

  'outside.circuit_open': async ({ db }, { window_minutes: minutes }) => {
    // Where people are told is not told of there: a message that does not arrive stands in the log of messages.
    const rows = await db.$queryRaw<{ name: string; minutes: number; error: string | null }[]>`
      SELECT name, floor(extract(epoch FROM now() - broken_since) / 60)::int AS minutes, last_error AS error FROM circuit_breakers
      WHERE state <> 'CLOSED' AND broken_since <= now() - make_interval(mins => ${minutes}::int)
        AND name NOT LIKE ${`${CHANNEL_CALLS}%`} ORDER BY name`;
    return rows.map(({ name, ...facts }) => ({ key: name, facts: { name, ...facts } }));
  },

  'payments.differences': async ({ db }, { threshold }) => {
    // The last comparison of a day says how its books stand; days that nobody looks at any more call nobody.
    const rows = await db.$queryRaw<{ day: string; differences: number; run_id: number }[]>`
      SELECT day, differences, run_id FROM (
        SELECT DISTINCT ON (day) to_char(day, 'YYYY-MM-DD') AS day, differences, id AS run_id, status FROM reconciliation_runs
        WHERE day >= current_date - 30 AND status IN ('CLEAN', 'DIFFERENT') ORDER BY day, id DESC) AS last
      WHERE status = 'DIFFERENT' AND differences >= ${threshold}::int`;
    return rows.map((facts) => ({ key: facts.day, facts }));
  },

  'payments.undecided': async ({ db }, { window_minutes: minutes }) => {
    // Those of a provider that is switched off are asked about by nobody. A hundred say as much as all of them.
    const rows = await db.$queryRaw<
      { order_no: string; payment_id: number; amount: string; currency: string }[]
    >`
      SELECT DISTINCT ON (bought.order_no) bought.order_no, open.id AS payment_id, open.amount::text, open.currency
      FROM (SELECT * FROM payments WHERE status IN ('PENDING', 'TIMEOUT')
          AND created_at <= now() - make_interval(mins => ${minutes}::int) AND NOT ${IS_MISMATCHED}
        ORDER BY created_at LIMIT 100) AS open
        JOIN orders AS bought ON bought.id = open.order_id
      ORDER BY bought.order_no, open.id`;
    return rows.map((facts) => ({ key: facts.order_no, facts }));
  },

  'queue.backlog': async (ctx, { threshold, window_minutes: minutes }) => {
    const { length, oldest_seconds: oldest } = await queueFigures(ctx);
    const waited = Math.floor((oldest ?? 0) / 60);
    if (waited < (minutes ?? 0) && length <= (threshold ?? 0)) return [];
    return [{ key: WHOLE, facts: { jobs: length, minutes: waited } }];
  },

  'sagas.stuck': async ({ db }, { window_minutes: minutes }) => {
    const rows = await db.$queryRaw<Record<string, string | number | null>[]>`
      SELECT saga.id AS saga_id, saga.kind, saga.subject AS order_no, saga.error_code,
        (SELECT name FROM saga_steps AS step WHERE step.saga_id = saga.id AND step.status IN ('RUNNING', 'COMPENSATING', 'FAILED', 'PENDING')
          ORDER BY step.seq LIMIT 1) AS step,
        floor(extract(epoch FROM now() - saga.updated_at) / 60)::int AS minutes
      FROM sagas AS saga
      WHERE saga.status = 'STUCK'
        OR (saga.status IN ('RUNNING', 'COMPENSATING') AND saga.updated_at <= now() - make_interval(mins => ${minutes}::int))
      ORDER BY saga.id`;
    return rows.map((facts) => ({ key: String(facts.saga_id), facts }));
  },

  'webhooks.failing': async ({ db }, { threshold, window_minutes: minutes }) => {
    // The count ends where it is enough: a flood of failures must not be read whole every minute.
    const [failed] = await db.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM (
        SELECT FROM webhook_deliveries
        WHERE status = 'FAILED' AND tried_at > now() - make_interval(mins => ${minutes}::int) LIMIT 1000) AS delivery`;
    const count = failed?.count ?? 0;
    return count >= (threshold ?? 1) ? [{ key: WHOLE, facts: { count, minutes } }] : [];
  },
};
