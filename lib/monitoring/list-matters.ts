import type { Ctx } from '../context';
import { Prisma } from '../db';
import type { RefundStatus } from '../generated/prisma/enums';
import { authorize } from '../permissions';
import { jobsIn } from './job-state';
import type { ShownAlert } from './list-alerts';
import { QUEUE_COUNTED } from './queue-figures';

/** Of each kind; the rest is in a list of its own. */
const SHOWN = 10;

type Order = { order_no: string; buyer: string; expected_count: number; delivered_count: number };

type OpenAlert = Pick<ShownAlert, 'rule' | 'key' | 'facts' | 'count'> & { alert_id: number };

type MatterRefund = {
  refund_id: number;
  payment_id: number;
  order_no: string;
  status: RefundStatus;
  amount: string;
  currency: string;
  reason: string;
  /** Null: nobody in particular. */
  requested_by: string | null;
};

/** Something that waits for a person; `since` says from when on. */
export type Matter = { id: string; since: string } & (
  | ({ kind: 'issue_failed'; cause: string | null } & Order)
  | ({ kind: 'issue_stuck' } & Order)
  | ({ kind: 'alert' } & OpenAlert)
  | ({ kind: 'refund_waits' | 'refund_failed' } & MatterRefund)
  | { kind: 'books_differ'; run_id: number; day: string; differences: number; failed: boolean }
  | { kind: 'jobs_failed'; task: string; count: number }
  | { kind: 'invitations_failed'; count: number }
);

export type MatterKind = Matter['kind'];

/** `more` names the kinds of which there are others. */
export type Matters = { items: Matter[]; more: MatterKind[] };

type Row = { kind: MatterKind; thing: string; since: Date; about: object };

const ORDER = Prisma.sql`'order_no', bought.order_no, 'buyer', buyer.name,
  'expected_count', bought.expected_count, 'delivered_count', bought.delivered_count`;

/** SQL: orders whose codes failed to be issued. A cancelled one gets none. */
const issueFailed = Prisma.sql`
  SELECT 'issue_failed' AS kind, bought.order_no AS thing, bought.updated_at AS since, jsonb_build_object(${ORDER}, 'cause', bought.fulfillment_error) AS about
  FROM orders AS bought JOIN users AS buyer ON buyer.id = bought.buyer_user_id
  WHERE bought.fulfillment_status = 'FAILED' AND bought.status = 'CONFIRMED' AND bought.payment_status <> 'REFUNDED'
  ORDER BY bought.id LIMIT ${SHOWN + 1}`;

/** SQL: paid orders whose codes should be on their way, and none has come for ten minutes. */
const issueStuck = Prisma.sql`
  SELECT 'issue_stuck', bought.order_no, bought.updated_at, jsonb_build_object(${ORDER})
  FROM orders AS bought JOIN users AS buyer ON buyer.id = bought.buyer_user_id
  WHERE bought.type = 'CODES' AND bought.fulfillment_status <> 'COMPLETED' AND bought.fulfillment_status <> 'FAILED'
    AND bought.status = 'CONFIRMED' AND bought.payment_status <> 'REFUNDED'
    AND bought.paid_at < now() - interval '10 minutes' AND bought.updated_at < now() - interval '10 minutes'
  ORDER BY bought.paid_at LIMIT ${SHOWN + 1}`;

/** SQL: open alerts, but for those about what is told here by itself; last those that mend themselves. */
const openAlerts = Prisma.sql`
  SELECT 'alert', id::text, opened_at, jsonb_build_object('alert_id', id, 'rule', rule, 'key', key, 'facts', facts, 'count', count)
  FROM alerts WHERE resolved_at IS NULL AND rule NOT IN ('codes.issue_failed', 'queue.job_given_up', 'payments.refund_failed', 'payments.refund_awaits_approval',
    'payments.differences', 'payments.comparison_failed')
  ORDER BY rule IN ('payments.late', 'payments.excess'), alerts.id LIMIT ${SHOWN + 1}`;

/** SQL: refunds in a status that somebody has to do something about. */
const refundsIn = (kind: MatterKind, status: RefundStatus) => Prisma.sql`
  SELECT ${kind}, refund.id::text, refund.updated_at, jsonb_build_object('refund_id', refund.id, 'payment_id', payment.id,
    'order_no', bought.order_no, 'status', refund.status, 'amount', refund.amount::text, 'currency', payment.currency,
    'reason', refund.reason, 'requested_by', person.name)
  FROM refunds AS refund JOIN payments AS payment ON payment.id = refund.payment_id
    JOIN orders AS bought ON bought.id = payment.order_id LEFT JOIN users AS person ON person.id = refund.requested_by
  WHERE refund.status = ${status}::refund_status ORDER BY refund.id LIMIT ${SHOWN + 1}`;

/** SQL: days of the last month whose books differed, or could not be compared, when that was last tried. */
const booksDiffer = Prisma.sql`
  SELECT 'books_differ', run.day::text, run.finished_at, jsonb_build_object('run_id', run.id, 'day', run.day::text,
    'differences', run.differences, 'failed', run.status = 'FAILED')
  FROM (
    SELECT DISTINCT ON (day) * FROM reconciliation_runs
    WHERE day > current_date - 31 AND status <> 'RUNNING' ORDER BY day, id DESC) AS run
  WHERE run.status IN ('DIFFERENT', 'FAILED') ORDER BY run.day LIMIT ${SHOWN + 1}`;

/** SQL: jobs that are not tried again by themselves, task by task. The counting ends where the list of jobs ends it. */
const jobsFailed = Prisma.sql`
  SELECT 'jobs_failed', task.identifier, min(job.updated_at), jsonb_build_object('task', task.identifier, 'count', count(*))
  FROM (
    SELECT job.task_id, job.updated_at FROM graphile_worker._private_jobs AS job WHERE ${jobsIn('failed')}
    LIMIT ${QUEUE_COUNTED + 1}) AS job
    JOIN graphile_worker._private_tasks AS task ON task.id = job.task_id
  GROUP BY task.identifier`;

/** SQL: what customers were not sent within the last day. It is one matter, since one cause stands behind most of them. */
const invitationsFailed = Prisma.sql`
  SELECT 'invitations_failed', 'all', min(ended_at), jsonb_build_object('count', count(*)) FROM invite_records
  WHERE end_reason = 'FAILED' AND ended_at > now() - interval '1 day' HAVING count(*) > 0`;

/** What waits for a person now: the most urgent kind first, the oldest first within it. */
export async function listMatters(ctx: Ctx): Promise<Matters> {
  authorize(ctx, 'monitoring.view-matters');
  const rows = await ctx.db.$queryRaw<Row[]>`
    (${issueFailed}) UNION ALL (${issueStuck}) UNION ALL (${refundsIn('refund_failed', 'FAILED')})
    UNION ALL (${refundsIn('refund_waits', 'AWAITING_APPROVAL')}) UNION ALL (${booksDiffer})
    UNION ALL (${openAlerts}) UNION ALL (${jobsFailed}) UNION ALL (${invitationsFailed})`;
  const kinds = [...new Set(rows.map(({ kind }) => kind))];
  const shown = kinds.map((kind) => rows.filter((row) => row.kind === kind));
  return {
    items: shown.flatMap((ofKind) => ofKind.slice(0, SHOWN).map(matterOf)),
    more: kinds.filter((_, at) => (shown[at]?.length ?? 0) > SHOWN),
  };
}

/** The statement builds each kind with what its type says. */
function matterOf({ kind, thing, since, about }: Row): Matter {
  return { id: `${kind}:${thing}`, since: since.toISOString(), kind, ...about } as Matter;
}
